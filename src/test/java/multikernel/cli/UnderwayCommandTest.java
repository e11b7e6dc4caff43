package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import multikernel.service.ServedNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is under way between cores and who owns which partition, for a person and for a program. */
class UnderwayCommandTest {

    @TempDir
    Path data;

    @Test
    void shouldSayWhoseWordIsAwaitedAndWhoOwnsWhat() throws Exception {
        try (var node = new ServedNode(data)) {
            assertEquals("""
                OPERATION  PROTOCOL  DOMAIN     AGE  ASKED  OWNER  PHASE           VOTES  AWAITED
                1.2.9      unmap     operator  2 ms      1      0  acknowledging  2 of 3  1
                0.1.4      spawn     web       1 ms      0      -  waiting             -  -
                """, run(node, "agreements"));
            assertEquals("""
                DOMAIN  PARTITION  OWNER   HERE     REPLICAS       ABSENT  BALLOT  CORE
                store           0  node-1  owner    node-1,node-2  -            3     0
                store           1  -       replica  node-1,node-2  node-2       7     1
                """, run(node, "partitions"));
            for (var path : List.of("agreements", "partitions")) {
                var told = new ObjectMapper().readTree(run(node, path, "--json"));
                assertEquals(
                        new ObjectMapper()
                                .readTree(
                                        URI.create(node.url() + "/api/" + path).toURL()),
                        told);
                assertEquals(2, told.size());
            }
        }
    }

    private static String run(ServedNode node, String command, String... options) {
        var arguments = new ArrayList<>(List.of(command, "--url", node.url()));
        arguments.addAll(List.of(options));
        var ran = Ran.of(Map.of(), arguments);
        assertEquals("", ran.err());
        return ran.out();
    }
}
