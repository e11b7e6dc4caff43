package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A store on three cores of a node in a process of its own, spoken to byte by byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreTest {

    private static final int KEYS = 300;

    /** A machine that is busy answers late. */
    private static final String SETTINGS =
            "memory = 4194304, output-pause-bytes = 65536, output-bytes-max = 1048576, answer-millis = 60000";

    private Path data;
    private NodeProcess node;
    InetSocketAddress address;

    int shards() {
        return 0;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        data = directory;
        node = start(data, shards(), SETTINGS);
        address = node.address("store");
    }

    /** A node of three cores with one domain, the store. */
    static NodeProcess start(Path directory, int shards, String settings) throws Exception {
        var domain = "name = store, kind = store, shards = " + shards + ", settings {port = 0, " + settings + "}";
        var config = Files.writeString(directory.resolve("store.conf"), "multikernel.domains = [{" + domain + "}]");
        var started = NodeProcess.command(
                "run",
                "--config",
                config.toString(),
                "--cores",
                "3",
                "--ports-from",
                "0",
                "--data",
                directory.resolve("data").toString());
        started.awaitReady();
        return started;
    }

    @AfterAll
    void end() throws Exception {
        node.terminate();
        assertEquals(0, node.awaitExit());
        node.close();
    }

    @Test
    void shouldAnswerAPipelineInItsOrderWhicheverCoreHasTheKeys() throws Exception {
        try (var client = new RespClient(address)) {
            var requests = new StringBuilder();
            for (int each = 0; each < KEYS; each++) {
                requests.append(RespClient.request("SET", "order-" + each, "value-" + each));
                requests.append(RespClient.request("GET", "order-" + each));
                requests.append(each % 10 == 0 ? "PING\r\n" : RespClient.request("ECHO", "echo-" + each));
                requests.append(each % 50 == 0 ? RespClient.request("MGET", "order-" + each, "none") : "");
            }
            client.send(requests.toString());
            for (int each = 0; each < KEYS; each++) {
                var value = bulk("value-" + each);
                assertEquals("+OK\r\n", client.read());
                assertEquals(value, client.read());
                assertEquals(each % 10 == 0 ? "+PONG\r\n" : bulk("echo-" + each), client.read());
                if (each % 50 == 0) {
                    assertEquals("*2\r\n" + value + "$-1\r\n", client.read());
                }
            }
        }
    }

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    @Test
    void shouldMeetTheKeysOfAllCoresInAScan() throws Exception {
        try (var client = new RespClient(address)) {
            for (int each = 0; each < KEYS; each++) {
                client.ask("SET", "scan-" + each, "v");
            }
            var met = new ArrayList<String>();
            var cursor = "0";
            do {
                var lines = client.ask("SCAN", cursor, "MATCH", "scan-*").split("\r\n");
                cursor = lines[2];
                for (int line = 5; line < lines.length; line += 2) {
                    met.add(lines[line]);
                }
            } while (!cursor.equals("0"));
            assertEquals(KEYS, met.size());
            assertEquals(KEYS, new HashSet<>(met).size());
            var keys = IntStream.range(0, KEYS).mapToObj(each -> "scan-" + each);
            var words = "DEL " + keys.collect(Collectors.joining(" ")) + "\r\n";
            assertEquals(":" + KEYS + "\r\n", client.send(words).read());
        }
    }

    @Test
    void shouldSpeakResp3ToThoseWhoAskForItAlone() throws Exception {
        try (var two = new RespClient(address);
                var three = new RespClient(address)) {
            assertTrue(three.ask("HELLO", "3", "SETNAME", "me").startsWith("%7\r\n"));
            assertEquals(bulk("me"), three.ask("CLIENT", "GETNAME"));
            assertEquals("_\r\n", three.ask("GET", "none"));
            assertEquals("*2\r\n_\r\n_\r\n", three.ask("MGET", "none", "nothing"));
            assertEquals("$-1\r\n", two.ask("GET", "none"));
            assertEquals("-NOPROTO unsupported protocol version\r\n", two.ask("HELLO", "4"));
            assertEquals("*0\r\n", two.ask("CONFIG", "GET", "nothing"));
            assertEquals("%1\r\n" + bulk("save") + bulk(""), three.ask("CONFIG", "GET", "sav?"));
        }
    }

    @Test
    void shouldRefuseWritesOnceItsMemoryIsFullAndKeepWhatItHas() throws Exception {
        try (var client = new RespClient(address)) {
            var stored = 0;
            while (client.ask("SET", "full-" + stored, "x".repeat(50_000)).equals("+OK\r\n")) {
                stored++;
            }
            assertTrue(stored > 20, "stored: " + stored);
            assertEquals(
                    "-OOM command not allowed when used memory > 'maxmemory'.\r\n",
                    client.ask("SET", "full-" + stored, "x".repeat(50_000)));
            for (int each = 0; each < stored; each++) {
                assertEquals(":50000\r\n", client.ask("STRLEN", "full-" + each));
            }
            for (int each = 0; each < stored; each++) {
                assertEquals(":1\r\n", client.ask("UNLINK", "full-" + each));
            }
        }
    }

    @Test
    void shouldEndAConnectionThatBreaksTheProtocolAfterAWord() throws Exception {
        try (var client = new RespClient(address)) {
            client.send("PING\r\n*1\r\n+no\r\nPING\r\n");
            assertEquals("+PONG\r\n", client.read());
            assertEquals("-ERR Protocol error: expected '$', got '+'\r\n", client.read());
            assertTrue(client.isEnded());
        }
        try (var client = new RespClient(address)) {
            assertEquals("+OK\r\n", client.ask("QUIT"));
            assertTrue(client.isEnded());
        }
    }

    @Test
    void shouldAnswerWhatWasReadToOneThatSendsNothingMore() throws Exception {
        try (var client = new RespClient(address)) {
            client.send(RespClient.request("SET", "half", "1") + RespClient.request("MGET", "half", "h2", "h3", "h4"));
            client.socket.shutdownOutput();
            assertEquals("+OK\r\n", client.read());
            assertEquals("*4\r\n" + bulk("1") + "$-1\r\n".repeat(3), client.read());
            assertTrue(client.isEnded());
        }
    }

    @Test
    void shouldNotGoOnReadingFromOneThatDoesNotReadItsReplies() throws Exception {
        try (var slow = new RespClient(address);
                var other = new RespClient(address)) {
            other.ask("SET", "large", "y".repeat(100_000));
            var requests = RespClient.request("GET", "large").repeat(100);
            var sender = new Thread(() -> {
                try {
                    for (int each = 0; each < 200; each++) {
                        slow.send(requests);
                    }
                } catch (IOException closed) {
                    // The test has ended.
                }
            });
            sender.start();
            assertEquals(":100000\r\n", other.ask("STRLEN", "large"));
            for (int each = 0; each < 1000; each++) {
                var reply = slow.read();
                assertEquals(100_000 + 11, reply.length(), reply.substring(0, 10));
            }
            slow.close();
            sender.join();
            assertEquals(":1\r\n", other.ask("DEL", "large"));
        }
    }

    @Test
    void shouldRefuseToStartWhereAnotherProgramListens() throws Exception {
        var directory = Files.createDirectory(data.resolve("second"));
        var error = assertThrows(AssertionError.class, () -> {
            try (var second = start(directory, shards(), "memory = 1048576, port = " + address.getPort())) {
                second.awaitReady();
            }
        });
        assertTrue(error.toString().contains("in use"), error::toString);
    }
}
