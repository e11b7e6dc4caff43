package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.DomainReading;
import multikernel.base.DomainSpec;
import multikernel.base.Refusal;
import multikernel.service.ServedNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command that asks a node, run in this process against the real API. */
class CommandLineTest {

    @TempDir
    Path data;

    private ServedNode node;

    @BeforeEach
    void open() throws Exception {
        node = new ServedNode(data);
        node.kernel.domains.put(
                "site", new DomainReading("site", "web", List.of(0, 1), 0, "running", Map.of("port", "8081")));
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    void shouldShowTheNode() {
        assertDone("""
            node     node-1
            version  0.1.0-SNAPSHOT
            cores    1 of 2 online
            domains  1
            members  1
            uptime   01:02:03
            view     5
            """, run("status"));
    }

    @Test
    void shouldAlignCoresAsATable() {
        var ran = run("cores");
        assertEquals(0, ran.status());
        assertEquals("", ran.err());
        assertEquals(
                List.of(
                        "ID  STATE   UTILIZATION  DISPATCHERS  CPU  PINNED         PACKAGE  NUMA  KIND         ",
                        " 0  online       12.4 %            3    0  pinned               0     0  performance  ",
                        " 1  stuck       100.0 %            2    -  not-permitted        -     -  unknown      "),
                ran.out().lines().map(line -> line.substring(0, 86)).toList());
        assertEquals(
                List.of(
                        "INCARNATION  THREAD    NODE",
                        "          1  core-0    node-1",
                        "          2  core-1.2  node-1"),
                ran.out().lines().map(line -> line.substring(86)).toList());
    }

    @Test
    void shouldAlignChannelsAsATable() {
        assertDone("""
            FROM     TO  TIER           PLANE    CAPACITY  DEPTH  SENT  RECEIVED  STALLS  REJECTED
               0      1  urpc           control        64      0  1000      1000       2         0
               1      0  shared-memory  data         1024     17    99        82       0         3
               1  bee/2  network        data          256      0     7         7       0         0
            """, run("channels"));
    }

    @Test
    void shouldSayWhoOfAGroupHoldsTheOthersBack() {
        assertDone("""
            DOMAIN  NODE    CORE  MULTICASTS  ANYCASTS  DELIVERED  UNTAKEN  BUSY  LEFT-BEHIND  WAITS     \
                    AWAITED           ELSEWHERE
            site    node-1     0          30         4         34        0     2            0  barrier loaded 3  \
            -                 bee 2
            site    node-1     1           0         0         20       10     0            1  -         \
                    barrier loaded 3  -
            """, run("groups"));
    }

    @Test
    void shouldListDomainsKindsAndNodes() {
        assertDone("""
            NAME  KIND  STATE    CORES  SHARDS  SETTINGS
            site  web   running  0,1         0  port=8081
            """, run("domains"));
        assertDone("""
            KIND  SETTING  DEFAULT  MEANING
            web   root     www      directory that is served
            """, run("kinds"));
        assertDone("""
            NAME    STATE        INCARNATION  CORES  ADDRESS          SINCE
            node-1  up                     1      2  127.0.0.1:25520  2026-11-18T11:06:40Z
            node-2  unreachable            3      4  127.0.0.2:25520  2026-11-18T11:06:41Z
            """, run("nodes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"status", "cores", "channels", "groups", "domains", "kinds", "nodes", "tree", "alive", "ready"})
    void shouldPrintOneJsonDocumentAndNothingElse(String command) throws Exception {
        var ran = run(command, "--json");
        assertEquals(0, ran.status());
        assertEquals("", ran.err());
        var path = command.equals("alive") || command.equals("ready") ? "/" + command : "/api/" + command;
        var document = new ObjectMapper()
                .readerFor(com.fasterxml.jackson.databind.JsonNode.class)
                .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(ran.out());
        assertEquals(new ObjectMapper().readTree(new java.net.URI(node.url() + path).toURL()), document);
    }

    @Test
    void shouldSayWhyTheNodeIsNotReady() {
        assertDone("ready\n", run("ready"));
        assertDone("alive\n", run("alive"));
        node.kernel.unready = "core-1 has not joined";
        var line = "multikernel: not-ready: The node cannot do its work now. (core-1 has not joined)\n";
        assertFailed(line, run("ready"));
        assertFailed(line, run("ready", "--json"));
    }

    @Test
    void shouldSpawnADomainAsItIsTold() {
        var ran = run(
                "domain",
                "spawn",
                "store",
                "--kind",
                "web",
                "--cores",
                "1,0",
                "--shards",
                "4",
                "--set",
                "a=b=c",
                "d=",
                "--set",
                "e=1",
                "--data",
                data.toString());
        assertDone("store runs on cores 0,1, agreed in 42 µs\n", ran);
        assertEquals(
                new DomainSpec(
                        "store", "web", List.of(CoreId.of(0), CoreId.of(1)), 4, Map.of("a", "b=c", "d", "", "e", "1")),
                node.kernel.asked.remove());
    }

    @Test
    void shouldSpawnOnAllCoresAndLeaveTheNameAfterTheSettings() {
        var ran = run("domain", "spawn", "--kind", "web", "--set", "a=b", "store", "--data", data.toString());
        assertDone("store runs on cores 0,1, agreed in 42 µs\n", ran);
        assertEquals(2, node.kernel.asked.remove().cores().size());
    }

    @Test
    void shouldKillADomain() throws Exception {
        assertDone("site has ended, agreed in 42 µs\n", run("domain", "kill", "site", "--data", data.toString()));
        assertTrue(node.kernel.domains.isEmpty());
        var ran = run("domain", "kill", "../..", "--data", data.toString(), "--json");
        assertEquals(
                "../..", new ObjectMapper().readTree(ran.out()).path("name").asText());
    }

    @Test
    void shouldOrderCoresAndSpanDomains() {
        assertDone(
                "core 1 is being taken off; 'multikernel cores' shows when that is done\n",
                run("core", "offline", "1", "--data", data.toString()));
        assertDone(
                "core 0 is being brought back; 'multikernel cores' shows when that is done\n",
                run("core", "online", "0", "--data", data.toString()));
        assertDone(
                "site has a dispatcher on each of them, agreed in 42 µs\n",
                run("domain", "span", "site", "--cores", "0,1", "--data", data.toString()));
        assertEquals(List.of("offline 1", "online 0", "span site [core-0, core-1]"), List.copyOf(node.kernel.orders));
    }

    @Test
    void shouldPassOnARefusalInOneLine() {
        node.kernel.refuse(Refusal.NAME_TAKEN, "");
        assertFailed(
                "multikernel: name-taken: A domain of this name exists already.\n",
                run("domain", "spawn", "site", "--kind", "web", "--data", data.toString()));
        node.kernel.refuse(Refusal.BUSY, "line one\nand \u001b[31mred\u202e");
        assertFailed(
                "multikernel: busy: A queue on the way is full; ask again later. (line one?and ?[31mred?)\n",
                run("domain", "kill", "site", "--data", data.toString()));
    }

    @Test
    void shouldFindTheTokenWhereverItIsSaidToBe() throws Exception {
        var kill = List.of("domain", "kill", "site", "--url", node.url());
        assertEquals(0, run(Map.of("MULTIKERNEL_DATA", data.toString()), kill).status());
        var derived = data.resolve("state/multikernel/127.0.0.1-" + node.port());
        Files.createDirectories(derived);
        Files.copy(data.resolve("token"), derived.resolve("token"));
        var state = data.resolve("state").toString();
        assertEquals(0, run(Map.of("XDG_STATE_HOME", state), kill).status());
        assertEquals(
                0,
                run(
                                Map.of("XDG_STATE_HOME", state, "MULTIKERNEL_URL", "http://localhost:" + node.port()),
                                List.of("domain", "kill", "site"))
                        .status());
        var home = data.resolve("home");
        Files.createDirectories(home.resolve(".local"));
        Files.move(data.resolve("state"), home.resolve(".local/state"));
        assertEquals(0, run(Map.of("HOME", home.toString()), kill).status());
        var given = new ArrayList<>(kill);
        given.addAll(List.of("--token", node.token));
        assertEquals(0, run(Map.of(), given).status());
    }

    @Test
    void shouldFailInOneLineWithoutAToken() throws Exception {
        var file = data.resolve("none").resolve("token");
        assertFailed(
                "multikernel: cannot read the token in " + file + ": name the node's data directory with --data, or run"
                        + " this as the user that runs the node\n",
                run("domain", "kill", "site", "--data", data.resolve("none").toString()));
        Files.writeString(data.resolve("token"), "no token\r\nX: y");
        assertTrue(
                run("domain", "kill", "site", "--data", data.toString()).err().contains("holds no token"));
        assertTrue(
                run("domain", "kill", "site", "--token", "0".repeat(64)).err().contains("unauthorized: "));
        assertFalse(node.kernel.domains.isEmpty());
    }

    @Test
    void shouldNotSendTheTokenOverANetwork() {
        var ran = run(
                Map.of(), List.of("domain", "kill", "site", "--url", "http://192.0.2.1:8080", "--token", node.token));
        assertEquals(1, ran.status());
        assertTrue(ran.err().contains("the token is not sent to 192.0.2.1"), ran.err());
    }

    @Test
    void shouldNameTheUrlAndTheFixWhereNothingAnswers() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var url = "http://127.0.0.1:" + port;
        var line = "multikernel: no node answers at " + url + ": start one with 'multikernel run', or name another with"
                + " --url\n";
        assertFailed(line, run(Map.of(), List.of("status", "--url", url)));
        assertFailed(line, run(Map.of("MULTIKERNEL_URL", url), List.of("cores", "--json")));
    }

    private Ran run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", node.url()));
        return run(Map.of(), all);
    }

    private static Ran run(Map<String, String> environment, List<String> arguments) {
        return Ran.of(environment, arguments);
    }

    private static void assertDone(String expected, Ran ran) {
        assertEquals(new Ran(0, expected, ""), ran);
    }

    private static void assertFailed(String line, Ran ran) {
        assertEquals(new Ran(1, "", line), ran);
    }
}
