package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import multikernel.base.Refusal;
import multikernel.capability.Rights;
import multikernel.service.ServedNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands below {@code memory}, against a node's API over a fake kernel. */
class MemoryCommandTest {

    @TempDir
    Path data;

    private ServedNode node;

    @BeforeEach
    void open() throws Exception {
        node = new ServedNode(data);
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    void shouldAnswerAnAllocationWithItsReferenceFirst() {
        var lines = done("allocate", "64k", "--core", "1").lines().toList();
        assertTrue(lines.get(0).matches("c[A-Za-z0-9_-]{38,40}"), lines.get(0));
        assertEquals("ram, 64 KiB at 0x0 on core 1, rights read,write,grant,identify, took 42 µs", lines.get(1));
        assertEquals(2, lines.size());
    }

    @Test
    void shouldAnswerARetypeWithOneReferenceALine() {
        var ram = first(done("allocate", "16k"));
        var lines = done("retype", ram, "--type", "frame", "--count", "2", "--bytes", "4k", "--offset", "8k")
                .lines()
                .toList();
        assertEquals("2 of frame, 4 KiB at 0x2000 on core 0, took 42 µs", lines.get(2));
        assertEquals(3, lines.stream().distinct().count());
    }

    @Test
    void shouldTakeAFrameThroughItsWholeLife() {
        var ram = first(done("allocate", "8k"));
        var frame = first(done("retype", ram, "--type", "frame"));
        done("copy", frame, "--core", "1");
        assertTrue(done("mint", frame, "--rights", "read,identify").contains("rights read,identify, took"));
        var mapped = done("map", frame, "--cores", "0,1", "--access", "write");
        assertEquals("mapped on cores 0,1, took 42 µs\n", mapped);
        assertEquals(
                "3 bytes written at 4096 by core 0, took 42 µs\n",
                done("write", frame, "--core", "0", "--offset", "4k", "--hex", "4d2100"));
        assertEquals("""
            00000fff  00 4d 21 00 00 00 00 00  00 00 00 00 00 00 00 00  |.M!.............|
            0000100f  00                                                |.|
            """, done("read", frame, "--core", "1", "--offset", "4095", "--bytes", "17"));
        assertEquals("no core has a view of it, took 42 µs\n", done("unmap", frame));
        assertEquals("this is the only copy, and nothing made from it is left, took 42 µs\n", done("revoke", ram));
        assertEquals("deleted, took 42 µs\n", done("delete", ram));
        assertEquals("CAPABILITY  SIZE  RIGHTS  CORE  OWNER  COPIES  MAPPED  REF\n", done("tree"));
    }

    @Test
    void shouldMoveACopyToAnotherReference() {
        var frame = first(done("retype", first(done("allocate", "4k")), "--type", "frame"));
        var moved = done("move", frame, "--core", "1");
        assertTrue(moved.contains("on core 1"), moved);
        refused("no-such-capability", "unmap", frame);
        done("unmap", first(moved));
    }

    @Test
    void shouldDrawTheTreeWithEveryCopy() {
        var ram = first(done("allocate", "64k"));
        var inner = done("retype", ram, "--type", "ram", "--count", "2").lines().toList();
        var frame = first(done("retype", inner.get(0), "--type", "frame", "--bytes", "4k"));
        done("mint", frame, "--rights", "read,write");
        done("map", frame, "--cores", "all");
        var tree = done("tree")
                .lines()
                .map(line -> line.replaceAll(" +\\S{38,41}$", ""))
                .toList();
        assertEquals(
                List.of(
                        "CAPABILITY         SIZE  RIGHTS  CORE  OWNER  COPIES  MAPPED  REF",
                        "ram              64 KiB  rwgi       0      0       1  -",
                        "├─ ram           32 KiB  rwgi       0      0       1  -",
                        "│  └─ frame       4 KiB  rwgi       0      0       3  0,1",
                        "│     = unknown       -  rw--       0      0       3  0,1",
                        "│     = frame     4 KiB  rwgi       1      0       3  0,1",
                        "└─ ram           32 KiB  rwgi       0      0       1  -"),
                tree);
    }

    @Test
    void shouldDrawWhatIsLeftOfAnObjectWithoutCopies() {
        var ram = first(done("allocate", "4k"));
        var frame = first(done("retype", ram, "--type", "frame"));
        done("delete", ram);
        var tree = done("tree").lines().toList();
        assertTrue(tree.get(1).startsWith("0.1.1, no copy here"), tree.get(1));
        assertTrue(tree.get(2).startsWith("└─ frame"), tree.get(2));
        assertTrue(tree.get(2).endsWith(frame), tree.get(2));
    }

    @Test
    void shouldShowWhatIsBetweenNodes() {
        node.kernel.memory.far.hold(Rights.of("read,identify").orElseThrow());
        var frame = first(done("retype", first(done("allocate", "4k")), "--type", "frame"));
        assertEquals(
                "named on core 1 of bee, which lists its reference, took 77 µs\n",
                done("copy", frame, "--core", "bee/1"));
        var tree = done("tree")
                .lines()
                .map(line -> line.replaceAll(" +\\S{38,60}$", "").stripTrailing())
                .toList();
        assertEquals(
                List.of(
                        "CAPABILITY        SIZE  RIGHTS   CORE  OWNER  COPIES  MAPPED  REF",
                        "ram              4 KiB  rwgi        0      0       1  -",
                        "└─ frame         4 KiB  rwgi        0      0       1  -",
                        "   > frame           -  rwgi    bee/1                 -",
                        "frame of node-2  4 KiB  r--i        1      -       -  -"),
                tree);
        assertTrue(done("show", frame).endsWith("named on bee/1 read,write,grant,identify\n"), done("show", frame));
        var held = done("tree").lines().toList().getLast().replaceAll(".* ", "");
        assertEquals("""
            ref      %s
            home     node-2
            type     frame
            bytes    4096
            rights   read,identify
            core     1
            object   node-2/0.1.4
            """.formatted(held), done("show", held));
        refused("home-only", "unmap", held);
        refused("home-only", "move", frame, "--core", "bee/1");
    }

    @Test
    void shouldFitATerminalOfAHundredAndTwentyColumns() {
        var ram = first(done("allocate", "64k"));
        for (int depth = 0; depth < 4; depth++) {
            ram = first(done("retype", ram, "--type", "ram"));
        }
        done("map", first(done("retype", ram, "--type", "frame")), "--cores", "all");
        done("tree").lines().forEach(line -> assertTrue(line.length() <= 120, line));
    }

    @Test
    void shouldShowACapability() {
        var ram = first(done("allocate", "12k"));
        var frame = first(done("retype", ram, "--type", "frame", "--count", "3"));
        assertEquals("""
            ref      %s
            type     frame
            base     0x0
            bytes    4096 (4 KiB)
            rights   read,write,grant,identify
            core     0
            owner    0
            copies   1
            mapped   -
            object   0.1.2
            made of  0.1.1
            parent   %s
            """.formatted(frame, ram), done("show", frame));
    }

    @Test
    void shouldPrintOneJsonDocumentAndNothingElse() throws Exception {
        var ram = json("allocate", "8k").path("ref").asText();
        var frame =
                json("retype", ram, "--type", "frame").at("/capabilities/0/ref").asText();
        assertEquals(1, json("copy", frame, "--core", "1").path("core").asInt());
        assertEquals(
                "[\"read\"]",
                json("mint", frame, "--rights", "read").path("rights").toString());
        assertEquals(
                "[0,1]", json("map", frame, "--cores", "0,1").path("mappedOn").toString());
        assertEquals(
                "00",
                json("read", frame, "--core", "0", "--bytes", "1").path("hex").asText());
        assertEquals(frame, json("show", frame).path("ref").asText());
        assertEquals(4, json("tree").size());
        for (var end : List.of("unmap", "revoke", "delete")) {
            assertEquals(42, json(end, frame).path("micros").asInt());
        }
    }

    @Test
    void shouldPassOnEveryRefusalInOneLine() {
        var ram = first(done("allocate", "4k"));
        for (var refusal : Refusal.values()) {
            node.kernel.memory.refuse(refusal, "core-1\nis it");
            var commands = List.of(
                    List.of("allocate", "4k"),
                    List.of("retype", ram, "--type", "frame"),
                    List.of("copy", ram, "--core", "1"),
                    List.of("unmap", ram),
                    List.of("show", ram),
                    List.of("read", ram, "--core", "0"));
            for (var command : commands) {
                var ran = run(command);
                assertEquals(
                        new Ran(
                                1,
                                "",
                                "multikernel: " + refusal.word() + ": " + refusal.sentence() + " (core-1?is it)\n"),
                        ran);
            }
        }
    }

    @Test
    void shouldRefuseAReferenceOfNothing() {
        var ram = first(done("allocate", "4k"));
        refused("bad-reference", "show", "nothing");
        refused("bad-reference", "show", "../status");
        refused("bad-reference", "delete", ram + "x");
        refused("bad-reference", "revoke", "x" + ram.substring(1));
        refused("bad-reference", "read", "a/b?c", "--core", "0");
    }

    @Test
    void shouldNeedTheTokenWhereSomethingIsDoneOrRead() {
        var ram = first(done("allocate", "4k"));
        for (var command : List.of(List.of("unmap", ram), List.of("read", ram, "--core", "0"))) {
            var all = Stream.concat(Stream.of("memory"), command.stream()).toList();
            var ran = Ran.of(Map.of("HOME", data.resolve("none").toString()), with(all, "--url", node.url()));
            assertEquals(1, ran.status());
            assertTrue(ran.err().startsWith("multikernel: cannot read the token in "), ran.err());
        }
        assertEquals(
                0,
                Ran.of(Map.of(), List.of("memory", "show", ram, "--url", node.url()))
                        .status());
    }

    private String done(String... arguments) {
        var ran = run(List.of(arguments));
        assertEquals("", ran.err());
        assertEquals(0, ran.status());
        return ran.out();
    }

    private void refused(String word, String... arguments) {
        var ran = run(List.of(arguments));
        assertEquals(1, ran.status(), ran.toString());
        assertEquals("", ran.out());
        assertEquals(1, ran.err().lines().count(), ran.err());
        assertTrue(ran.err().startsWith("multikernel: " + word + ": "), ran.err());
    }

    private JsonNode json(String... arguments) throws Exception {
        return new ObjectMapper()
                .readTree(done(with(List.of(arguments), "--json").toArray(String[]::new)));
    }

    /** The command with what it needs to find the node; reading commands take no data directory. */
    private Ran run(List<String> arguments) {
        var isReading =
                arguments.getFirst().equals("show") || arguments.getFirst().equals("tree");
        var line = with(Stream.concat(Stream.of("memory"), arguments.stream()).toList(), "--url", node.url());
        return Ran.of(Map.of(), isReading ? line : with(line, "--data", data.toString()));
    }

    private static List<String> with(List<String> arguments, String... more) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return all;
    }

    private static String first(String out) {
        return out.lines().findFirst().orElseThrow();
    }
}
