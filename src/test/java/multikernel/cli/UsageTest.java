package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import multikernel.bench.Bench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line says of itself, and of what it does not take. */
class UsageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "127.0.0.1:8080", "ftp://127.0.0.1", "http://", "http://a b", "http://h/path", "http://u:p@h"
            })
    void shouldRefuseWhatIsNoUrlOfANode(String url) {
        var ran = Ran.of(Map.of(), List.of("status", "--url", url));
        assertEquals(1, ran.status());
        assertEquals(1, ran.err().lines().count());
        assertTrue(ran.err().startsWith("multikernel: the URL " + url), ran.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "domain",
                "status extra",
                "status --nothing",
                "status --url",
                "domain nothing",
                "domain spawn",
                "domain spawn a",
                "domain spawn a b --kind web",
                "domain spawn a --kind web --cores x",
                "domain spawn a --kind web --cores 0,,1",
                "domain spawn a --kind web --cores -1",
                "domain spawn a --kind web --shards x",
                "domain spawn a --kind web --shards -1",
                "domain spawn a --kind web --set",
                "domain spawn a --kind web --set x",
                "domain spawn a --kind web --set x=1 --set x=2",
                "domain kill",
                "domain span site",
                "domain span site --cores x",
                "core",
                "core offline",
                "core offline x",
                "run --port x",
                "run --port 65536",
                "run --ports-from 65532",
                "run --cores 0",
                "run --cores many",
                "run extra"
            })
    void shouldExitWithTwoOnWrongUsage(String line) {
        var ran = Ran.of(Map.of(), line.isEmpty() ? List.of() : List.of(line.split(" ")));
        assertEquals(2, ran.status(), ran.toString());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains("Usage: multikernel") || ran.err().contains("Did you mean"), ran.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bench",
                "bench nothing",
                "bench urpc actor",
                "bench urpc --seconds 0",
                "bench urpc --seconds 3601",
                "bench urpc --cores 0",
                "bench urpc --nothing"
            })
    void shouldExitWithTwoOnWrongUsageOfBench(String line) {
        shouldExitWithTwoOnWrongUsage(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simulate",
                "simulate nothing",
                "simulate shootdown --machine nothing",
                "simulate shootdown --machine synthetic-4097",
                "simulate shootdown --machine 2x2-amd --cores 1..4",
                "simulate shootdown --machine 2x2-amd --cores 2..5",
                "simulate shootdown --machine 2x2-amd --cores 4..2",
                "simulate shootdown --machine 2x2-amd --cores many",
                "simulate shootdown --seed x",
                "simulate all",
                "simulate all --output here --machine 2x2-amd"
            })
    void shouldExitWithTwoOnWrongUsageOfSimulate(String line) {
        shouldExitWithTwoOnWrongUsage(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memory",
                "memory nothing",
                "memory allocate",
                "memory allocate many",
                "memory allocate -1",
                "memory allocate 4x",
                "memory allocate 99999999999999999999",
                "memory allocate 9999999999G",
                "memory allocate 4k 4k",
                "memory allocate 4k --core x",
                "memory allocate 4k --core -1",
                "memory retype",
                "memory retype REF",
                "memory retype REF --type cheese",
                "memory retype REF --type frame --count 0",
                "memory retype REF --type frame --count x",
                "memory retype REF --type frame --bytes x",
                "memory retype REF --type frame --offset -1"
            })
    void shouldExitWithTwoOnWrongUsageOfAllocateAndRetype(String line) {
        shouldExitWithTwoOnWrongUsage(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memory copy REF",
                "memory copy --core 1",
                "memory move REF --core one",
                "memory mint REF",
                "memory mint REF --rights execute",
                "memory mint REF --rights read,,write",
                "memory map REF",
                "memory map REF --cores some",
                "memory map REF --cores 0,",
                "memory map REF --cores 0 --access execute",
                "memory read REF",
                "memory read REF --core 0 --bytes x",
                "memory write REF --core 0",
                "memory write REF --core 0 --hex 0",
                "memory write REF --core 0 --hex 0x00",
                "memory unmap",
                "memory revoke REF REF",
                "memory delete REF --core 0",
                "memory show",
                "memory tree REF"
            })
    void shouldExitWithTwoOnWrongUsageOfWhatIsDoneToACapability(String line) {
        shouldExitWithTwoOnWrongUsage(line);
    }

    @Test
    void shouldNameTheExperimentsThereAre() {
        assertTrue(Ran.of(Map.of(), List.of("bench", "nothing"))
                .err()
                .contains(Bench.words().toString()));
        var list = Ran.of(Map.of(), List.of("bench", "list")).out();
        for (var experiment : Bench.values()) {
            assertTrue(list.contains(experiment.word() + " "), list);
        }
    }

    @Test
    void shouldHelpAtEveryLevel() {
        for (var command : commands(Main.commandLine(Map.of(), (file, overrides) -> 0), List.of())) {
            var asked = new ArrayList<>(command);
            asked.add("--help");
            var ran = Ran.of(Map.of(), asked);
            assertEquals(0, ran.status());
            assertEquals("", ran.err());
            assertTrue(ran.out().startsWith(("Usage: multikernel " + String.join(" ", command)).strip()), ran.out());
            assertTrue(ran.out().contains("-h, --help"), ran.out());
            assertTrue(ran.out().contains("multikernel " + String.join(" ", command)), "an example of " + command);
        }
    }

    @Test
    void shouldSayItsVersion() {
        var ran = Ran.of(Map.of(), List.of("--version"));
        assertEquals(0, ran.status());
        assertTrue(ran.out().startsWith("multikernel "), ran.out());
    }

    private static List<List<String>> commands(CommandLine command, List<String> above) {
        var found = new ArrayList<List<String>>(List.of(above));
        command.getSubcommands().forEach((name, below) -> {
            var path = new ArrayList<>(above);
            path.add(name);
            found.addAll(commands(below, path));
        });
        return found;
    }
}
