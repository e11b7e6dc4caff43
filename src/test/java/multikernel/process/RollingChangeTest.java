package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/** The nodes of a cluster start again, one after the other, with another configuration. */
@Execution(CONCURRENT)
class RollingChangeTest {

    private static final int NODES = 3;

    @TempDir
    Path directory;

    @Test
    void shouldServeADomainWithShardsThatNoNodeHadWhenTheClusterBegan() throws Exception {
        try (var nodes = new ClusterNodes(directory, NODES, "[]", node -> List.of())) {
            nodes.awaitAllUp(0, 1, 2);
            nodes.give(StoreNodes.DOMAINS);
            for (var node = 0; node < NODES; node++) {
                nodes.node(node).terminate();
                assertEquals(0, nodes.node(node).awaitExit());
                nodes.restart(node);
                nodes.awaitAllUp(0, 1, 2);
            }
            for (var node = 0; node < NODES; node++) {
                StoreNodes.awaitWritable(nodes, node);
            }
        }
    }
}
