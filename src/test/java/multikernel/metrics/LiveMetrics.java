package multikernel.metrics;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import multikernel.settings.Settings;

/** Kamon and its door, running as in a node but ticking ten times a second. */
public final class LiveMetrics implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Metrics metrics;
    private final HttpClient client = HttpClient.newHttpClient();

    public LiveMetrics() throws IOException {
        this.metrics = Metrics.start(config(), "127.0.0.1", 0);
    }

    static Config config() {
        return Settings.load(
                null, ConfigFactory.parseString("multikernel { node = tested, metrics.interval = 100ms }"));
    }

    /** The text of the first scrape of which something is true. */
    public String awaitText(Predicate<Scraped> condition) throws Exception {
        var start = System.nanoTime();
        while (true) {
            var text = get("metrics").body();
            if (condition.test(Scraped.of(text))) {
                return text;
            }
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("no scrape like that; the last one was\n" + text);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    public Scraped await(Predicate<Scraped> condition) throws Exception {
        return Scraped.of(awaitText(condition));
    }

    /** The first scrape that lacks nothing; says what the last one lacked. */
    Scraped awaitWhole(Function<Scraped, Collection<String>> lacks) throws Exception {
        var lacked = new ArrayList<String>();
        try {
            return await(scrape -> {
                lacked.clear();
                lacked.addAll(lacks.apply(scrape));
                return lacked.isEmpty();
            });
        } catch (AssertionError never) {
            throw new AssertionError("no scrape had " + lacked, never);
        }
    }

    HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metrics.port() + "/" + path))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    int port() {
        return metrics.port();
    }

    @Override
    public void close() {
        client.close();
        metrics.close();
    }
}
