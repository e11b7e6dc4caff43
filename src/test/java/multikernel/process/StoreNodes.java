package multikernel.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Three nodes, each a process, with one store whose six partitions are on all of them. */
final class StoreNodes {

    static final int NODES = 3;

    private static final int KEYS = 60;

    static final String DOMAINS = """
        [{name = store, kind = store, shards = 6, settings {port = 0, memory = 4194304}}]\
        """;

    private StoreNodes() {}

    static ClusterNodes start(Path directory, ClusterNodes.Placing placing) throws Exception {
        var nodes = new ClusterNodes(directory, NODES, DOMAINS, placing);
        try {
            awaitWhole(nodes);
            return nodes;
        } catch (Exception | AssertionError failed) {
            nodes.close();
            throw failed;
        }
    }

    static void awaitWhole(ClusterNodes nodes) throws Exception {
        nodes.awaitAllUp(0, 1, 2);
        for (var node = 0; node < NODES; node++) {
            nodes.await(node, "/api/domains", StoreNodes::isWhole);
        }
    }

    /** A key of each partition, and more, on a node that reaches a majority. */
    static void awaitWritable(ClusterNodes nodes, int node) throws Exception {
        try (var client = new RespClient(store(nodes, node))) {
            for (var each = 0; each < KEYS; each++) {
                while (client.ask("SET", "writable-" + each, "x").startsWith("-")) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                }
            }
        }
    }

    private static boolean isWhole(JsonNode domains) {
        for (var domain : domains) {
            if (domain.path("name").asText().equals("store")) {
                return domain.path("state").asText().equals("running");
            }
        }
        return false;
    }

    static InetSocketAddress store(ClusterNodes nodes, int node) {
        try {
            return nodes.node(node).address("store");
        } catch (Exception gone) {
            throw new AssertionError(gone);
        }
    }
}
