package multikernel.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import multikernel.process.Client;
import multikernel.process.NodeProcess;

/**
 * A node of three cores, in a process of its own, that shows quickly what it counts and breaks its cores on request.
 */
final class WatchedNode implements AutoCloseable {

    private final NodeProcess process;
    private final Path data;
    private final Client client = new Client();

    private WatchedNode(NodeProcess process, Path data) {
        this.process = process;
        this.data = data;
    }

    static WatchedNode start(Path directory) throws Exception {
        var data = directory.resolve("node");
        var process = NodeProcess.start(
                data,
                "--cores",
                "3",
                "-Dmultikernel.fault-injection=on",
                "-Dmultikernel.dispatcher.run-budget=200ms",
                "-Dmultikernel.metrics.interval=200ms");
        return new WatchedNode(process, data);
    }

    /** Where Prometheus asks it. */
    String scraped() throws Exception {
        return scraped(process);
    }

    static String scraped(NodeProcess node) throws Exception {
        return node.uri("metrics", "").getAuthority();
    }

    void get(String listener, String path) throws Exception {
        client.get(process.uri(listener, path));
    }

    /** @param settings of the fault, as in {@code "do": "sleep"} */
    void spawn(String name, String cores, String settings) throws Exception {
        var body = "{\"name\": \"" + name + "\", \"kind\": \"fault\", \"cores\": " + cores + ", \"settings\": {"
                + settings + "}}";
        var answer = client.spawn(process, data, body);
        assertEquals(2, answer.statusCode() / 100, answer::body);
    }

    /** What it said; a refusal is an answer, too. */
    String command(String... words) throws Exception {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", process.uri("http", "").toString(), "--data", data.toString()));
        try (var command = NodeProcess.command(all.toArray(String[]::new))) {
            command.awaitExit();
            return String.join("\n", command.output());
        }
    }

    @Override
    public void close() throws Exception {
        process.close();
        client.close();
    }
}
