package multikernel.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import multikernel.metrics.Dashboard;

/** A Prometheus of its own that scrapes one node every half second and evaluates the alert rules that ship. */
final class PrometheusProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 180;

    /** In place of what Grafana and the reader choose. */
    private static final List<List<String>> CHOSEN = List.of(
            List.of("$__rate_interval", "30s"),
            List.of("$__range", "5m"),
            List.of("$job", ".+"),
            List.of("$node", ".+"),
            List.of("$core", ".+"));

    private final Process process;
    private final Path said;
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    private PrometheusProcess(Process process, Path said, URI address) {
        this.process = process;
        this.said = said;
        this.address = address;
    }

    /** @param scraped host and port of each node */
    static PrometheusProcess start(Path directory, String... scraped) throws Exception {
        var config = directory.resolve("prometheus.yml");
        Files.writeString(config, """
            global: {scrape_interval: 500ms, evaluation_interval: 500ms}
            rule_files: ["%s"]
            scrape_configs:
              - job_name: multikernel
                static_configs: [{targets: ["%s"]}]
            """.formatted(
                        Sheets.DIRECTORY.resolve("alerts.yml").toAbsolutePath(), String.join("\", \"", scraped)));
        var listen = "127.0.0.1:" + freePort();
        var said = directory.resolve("said");
        var process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=" + listen)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        var started = new PrometheusProcess(process, said, URI.create("http://" + listen));
        started.until(() -> started.get("/-/ready").statusCode() == 200, "ready");
        return started;
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** A dashboard's query as Grafana would ask it. */
    static String chosen(String query) {
        var chosen = query;
        for (var choice : CHOSEN) {
            chosen = chosen.replace(choice.getFirst(), choice.getLast());
        }
        return chosen;
    }

    /** The highest value that any query of a panel has now; 0 where none answers, or with nothing but not-a-number. */
    double highest(String dashboard, String panel) throws Exception {
        var queries = Objects.requireNonNull(
                Dashboard.read(Sheets.DIRECTORY.resolve(dashboard + ".json"))
                        .expressions()
                        .get(panel),
                panel);
        double highest = 0;
        for (var query : queries) {
            for (var series : query(chosen(query))) {
                double value = series.at("/value/1").asDouble();
                highest = Double.isNaN(value) ? highest : Math.max(highest, value);
            }
        }
        return highest;
    }

    /** The series that answer, each with its value now. */
    List<JsonNode> query(String expression) throws Exception {
        var answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        var json = new ObjectMapper().readTree(answer.body());
        if (!json.path("status").asText().equals("success")) {
            throw new AssertionError(expression + ": " + answer.body());
        }
        return json.at("/data/result").valueStream().toList();
    }

    /** The names of the alerts that fire. */
    Set<String> firing() throws Exception {
        return alerts("ALERTS{alertstate=\"firing\"}");
    }

    /** Those too that fire once it has been so for as long as their rule says, which {@code promtool} lets pass. */
    Set<String> due() throws Exception {
        return alerts("ALERTS");
    }

    private Set<String> alerts(String series) throws Exception {
        var names = new TreeSet<String>();
        for (var alert : query(series)) {
            names.add(alert.at("/metric/alertname").asText());
        }
        return names;
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    void until(Condition condition, String what) throws Exception {
        until(condition, () -> what);
    }

    void until(Condition condition, Supplier<String> what) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!holds(condition)) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError(what.get() + " did not come\n" + Files.readString(said));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** It does not listen at once. */
    private static boolean holds(Condition condition) throws Exception {
        try {
            return condition.holds();
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What {@code promtool} says, as far as it is wrong. */
    static String promtool(Path directory, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        var said = directory.resolve("promtool");
        var tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return tool.waitFor() == 0 ? "" : Files.readString(said);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        client.close();
    }
}
