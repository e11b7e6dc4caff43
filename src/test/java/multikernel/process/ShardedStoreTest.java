package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same promises, and a few more, where the keys are split over eight partitions of a node that is alone. */
class ShardedStoreTest extends StoreTest {

    @Override
    int shards() {
        return 8;
    }

    @Test
    void shouldFindDoneInAPipelineWhatCameBeforeOnTheSameKey() throws Exception {
        try (var client = new RespClient(address)) {
            var requests = new StringBuilder();
            for (int each = 0; each < 1000; each++) {
                requests.append(RespClient.request("APPEND", "line-" + each % 7, "x"));
                requests.append(RespClient.request("STRLEN", "line-" + each % 7));
            }
            client.send(requests.toString());
            for (int each = 0; each < 1000; each++) {
                var length = ":" + (each / 7 + 1) + "\r\n";
                assertEquals(length, client.read());
                assertEquals(length, client.read());
            }
            client.send("DEL line-0 line-1 line-2 line-3 line-4 line-5 line-6\r\n")
                    .read();
        }
    }

    @Test
    void shouldRemoveWhatHasExpiredThoughNobodyAsksForIt() throws Exception {
        try (var client = new RespClient(address)) {
            for (int each = 0; each < 200; each++) {
                assertEquals("+OK\r\n", client.ask("SET", "expiring-" + each, "v", "PX", "1"));
            }
            while (!client.ask("INFO").contains("expires=0")) {
                assertEquals("$-1\r\n", client.ask("GET", "expiring-0"));
            }
            assertTrue(client.ask("INFO").contains("role:master"));
        }
    }

    @Test
    void shouldSayThatNoOtherServerHoldsWhatItHolds() throws Exception {
        try (var client = new RespClient(address)) {
            client.ask("SET", "waited-for", "v");
            assertEquals(":0\r\n", client.ask("WAIT", "0", "0"));
            assertEquals(":1\r\n", client.ask("DEL", "waited-for"));
        }
    }

    @Test
    void shouldRefuseACommandThatIsLongerThanAPartitionTakes() throws Exception {
        try (var client = new RespClient(address)) {
            var reply = client.ask("SET", "too-long", "x".repeat((1 << 20) - 10));
            assertEquals("-ERR a command of a sharded store has at most 1048576 bytes\r\n", reply);
            assertEquals("$-1\r\n", client.ask("GET", "too-long"));
        }
    }

    @Test
    void shouldNotBeReplicatedWhereThereIsNoClusterAndSaySo(@TempDir Path directory) throws Exception {
        var error = assertThrows(AssertionError.class, () -> {
            try (var node = start(directory, 8, "memory = 1048576, durability = \"replicated(3)\"")) {
                node.awaitReady();
            }
        });
        assertTrue(error.toString().contains("this node is in no cluster: give local or auto"), error::toString);
    }
}
