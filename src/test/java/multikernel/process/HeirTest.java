package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/** The node that began a cluster ends before there are as many as hold a partition. */
@Execution(CONCURRENT)
class HeirTest {

    @TempDir
    Path directory;

    @Test
    void shouldFoundWhatTheNodeThatBeganTheClusterLeftWithoutReplicas() throws Exception {
        try (var nodes = new ClusterNodes(directory, 2, StoreNodes.DOMAINS, node -> List.of())) {
            nodes.awaitAllUp(0, 1);
            nodes.node(0).terminate();
            assertEquals(0, nodes.node(0).awaitExit());
            nodes.awaitState(1, 0, "removed 1");
            nodes.restart(0);
            try (var third = nodes.attempt(2)) {
                third.awaitReady();
                StoreNodes.awaitWritable(nodes, 1);
                StoreNodes.awaitWritable(nodes, 0);
                var later = "{\"name\":\"later\",\"kind\":\"store\",\"shards\":2,\"settings\":{\"port\":\"0\"}}";
                nodes.node(1)
                        .until(
                                () -> nodes.client()
                                                .spawn(nodes.node(1), nodes.data(1), later)
                                                .statusCode()
                                        < 300,
                                "a domain with shards on all nodes");
            }
        }
    }
}
