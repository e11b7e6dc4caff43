package multikernel.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Three nodes, each a process, with one store whose six partitions are on all of them. */
final class StoreNodes {

    static final int NODES = 3;

    private static final String DOMAINS = """
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
