package multikernel.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import multikernel.base.Pinning;
import multikernel.cli.doctor.Finding.Verdict;
import multikernel.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {

    @TempDir
    Path data;

    private Settings settings(String... pairs) {
        var overrides = new LinkedHashMap<String, String>();
        overrides.put("multikernel.data", data.toString());
        overrides.put("multikernel.cores", "2");
        for (var pair : pairs) {
            overrides.put("multikernel." + pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        return Settings.of(null, overrides);
    }

    /** What was recorded of a machine, with what cannot be recorded. */
    private static Facts recorded(String machine, Settings settings) throws Exception {
        var root = Path.of(
                Objects.requireNonNull(ChecksTest.class.getResource(machine)).toURI());
        var read = new FactsReader(root, settings).read(Map.of());
        return facts(read, settings, 25, 2, Pinning.PINNED, OptionalLong.of(64 << 20), "", Map.of());
    }

    private static Facts facts(
            Facts of,
            Settings settings,
            int java,
            int cpus,
            Pinning pinning,
            OptionalLong shared,
            String data,
            Map<String, String> taken) {
        return new Facts(
                settings,
                java,
                cpus,
                of.cpuMax(),
                pinning,
                of.hugePages(),
                of.clockSource(),
                of.clockSources(),
                of.governor(),
                of.migrates(),
                of.limits(),
                of.memory(),
                shared,
                data,
                taken);
    }

    private static Map<String, Verdict> verdicts(Facts facts) {
        return Checks.all(facts).stream().collect(Collectors.toMap(Finding::check, Finding::verdict));
    }

    private static List<String> saying(Verdict verdict, Facts facts) {
        return Checks.all(facts).stream()
                .filter(each -> each.verdict() == verdict)
                .map(Finding::check)
                .toList();
    }

    @Test
    void shouldFindNothingToChangeOnAGoodMachine() throws Exception {
        for (var each : Checks.all(recorded("good", settings()))) {
            assertEquals(Verdict.OK, each.verdict(), each.toString());
            assertEquals("", each.advice());
        }
    }

    @Test
    void shouldSayWhatToChangeOnAPoorOne() throws Exception {
        var facts = recorded("poor", settings("cores=4"));
        assertEquals(
                List.of("cpus", "cpu quota", "clock", "huge pages", "frequency", "listeners", "memory"),
                saying(Verdict.BETTER, facts));
        assertEquals(List.of("open files"), saying(Verdict.CHANGE, facts));
        for (var each : Checks.all(facts)) {
            assertEquals(each.verdict() == Verdict.OK, each.advice().isEmpty(), each.toString());
        }
        assertTrue(Checks.clock(facts).advice().startsWith("write tsc to current_clocksource"));
        assertEquals("1.50 CPUs' worth of time for 2 CPUs", Checks.quota(facts).saw());
        assertEquals("256 allowed, 768 needed", Checks.files(facts).saw());
    }

    /** On a system that shows no such files. */
    @Test
    void shouldNotBlameAMachineForWhatItDoesNotTell() throws Exception {
        var nothing = new Facts(
                settings(),
                25,
                2,
                "",
                Pinning.UNSUPPORTED,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                OptionalLong.empty(),
                "",
                Map.of());
        assertEquals(List.of("pinning"), saying(Verdict.BETTER, nothing));
        assertEquals(List.of(), saying(Verdict.CHANGE, nothing));
    }

    @Test
    void shouldWantAJdkThatCanRunIt() throws Exception {
        var good = recorded("good", settings());
        var old = facts(good, settings(), 21, 2, Pinning.PINNED, OptionalLong.empty(), "", Map.of());
        assertEquals(Verdict.CHANGE, verdicts(old).get("jdk"));
    }

    @Test
    void shouldNameAPortThatIsTakenAndADirectoryThatMayNotBeWritten() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var settings = settings("http.port=" + other.getLocalPort(), "metrics.enabled=off");
            var read = new FactsReader(data, settings).read(Map.of());
            assertEquals(Set.of("multikernel.http.port"), read.taken().keySet());
            assertEquals(Verdict.CHANGE, Checks.ports(read).verdict());
            assertTrue(Checks.ports(read).saw().contains(Integer.toString(other.getLocalPort())));
        }
        var file = Files.createFile(data.resolve("file"));
        var blocked = settings("data=" + file.resolve("below"));
        assertEquals(
                Verdict.CHANGE,
                Checks.data(new FactsReader(data, blocked).read(Map.of())).verdict());
    }

    @Test
    void shouldLookAtPortsOnlyOfWhatWouldBeOpened() {
        var alone = FactsReader.ports(settings());
        assertEquals(List.of("multikernel.http.port", "multikernel.metrics.port"), List.copyOf(alone.keySet()));
        var clustered = FactsReader.ports(settings("cluster.enabled=on", "network.port=0"));
        assertTrue(clustered.containsKey("multikernel.cluster.port"));
        assertFalse(clustered.containsKey("multikernel.network.port"));
    }

    @Test
    void shouldWantRoomInSharedMemoryForEachOtherNode() throws Exception {
        var settings = settings(
                "cluster.enabled=on",
                "cluster.seeds=127.0.0.1:1,127.0.0.2:1,127.0.0.3:1",
                "network.shared-memory.ring-capacity=1048576");
        var good = recorded("good", settings);
        assertEquals(Verdict.CHANGE, verdicts(good).get("shared memory"));
        var roomy = facts(good, settings, 25, 2, Pinning.PINNED, OptionalLong.of(1L << 30), "", Map.of());
        assertEquals(Verdict.OK, verdicts(roomy).get("shared memory"));
        var none = facts(good, settings, 25, 2, Pinning.PINNED, OptionalLong.empty(), "", Map.of());
        assertEquals(Verdict.BETTER, verdicts(none).get("shared memory"));
        var alone = facts(good, settings(), 25, 2, Pinning.PINNED, OptionalLong.empty(), "", Map.of());
        assertEquals(Verdict.OK, verdicts(alone).get("shared memory"));
    }

    @Test
    void shouldWarnOfAClusterThatLosesItsMajorityOrHasNoFirst() throws Exception {
        var seeds = "cluster.seeds=127.0.0.1:25520,127.0.0.2:25520";
        assertEquals(Verdict.BETTER, cluster("cluster.enabled=on", seeds));
        assertEquals(Verdict.OK, cluster("cluster.enabled=off", seeds));
        assertEquals(Verdict.OK, cluster("cluster.enabled=on", seeds + ",127.0.0.3:25520"));
        assertEquals(
                Verdict.OK,
                cluster(
                        "cluster.enabled=on",
                        seeds + ",127.0.0.3:25520",
                        "cluster.port=1",
                        "cluster.announced-port=25520"));
        assertEquals(
                Verdict.BETTER, cluster("cluster.enabled=on", "cluster.seeds=127.0.0.7:1,127.0.0.8:1,127.0.0.9:1"));
        assertEquals(
                Verdict.CHANGE, cluster("cluster.enabled=on", "cluster.seeds=127.0.0.1:1,127.0.0.1:1,127.0.0.2:1"));
    }

    private Verdict cluster(String... pairs) throws Exception {
        return Checks.cluster(recorded("good", settings(pairs))).verdict();
    }
}
