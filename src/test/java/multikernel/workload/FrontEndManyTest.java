package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients at once, and a web domain on more than one core. */
class FrontEndManyTest {

    @TempDir
    Path directory;

    private Cores cores;

    @BeforeEach
    void start() {
        cores = new Cores(directory);
    }

    @AfterEach
    void stop() {
        cores.close();
    }

    @Test
    void shouldAnswerManyClientsAtOnceFromBothCores() throws Exception {
        cores.database(Cores.SECOND);
        var both = List.of(Cores.FIRST, Cores.SECOND);
        var web = cores.spawn(new WebKind(), "web", both, Cores.FIRST, Map.of("port", "0"));
        cores.spawn(new WebKind(), "web", both, Cores.SECOND, Map.of());
        awaitServers(web);
        var statuses = new ConcurrentHashMap<Integer, Integer>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var client = 0; client < 64; client++) {
                var _ = clients.submit(() -> askManyTimes(web, statuses));
            }
        }
        assertEquals(Map.of(200, 64 * 40), statuses);
    }

    /** Servers take turns: each has answered once as many in a row were answered as there are servers. */
    private static void awaitServers(Board.Context web) throws Exception {
        try (var client = Cores.client(web)) {
            for (var inARow = 0; inARow < 4; ) {
                inARow = client.get("/items/1").status() == 200 ? inARow + 1 : 0;
            }
        }
    }

    private static boolean askManyTimes(Board.Context web, Map<Integer, Integer> statuses) throws Exception {
        try (var client = Cores.client(web)) {
            for (var request = 1; request <= 40; request++) {
                var path = request % 2 == 0 ? "/" : "/items/" + request;
                statuses.merge(client.get(path).status(), 1, Integer::sum);
            }
        }
        return true;
    }
}
