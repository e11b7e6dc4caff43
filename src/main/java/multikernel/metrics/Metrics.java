package multikernel.metrics;

import com.typesafe.config.Config;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import kamon.Kamon;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;
import scala.concurrent.duration.FiniteDuration;

/** Kamon running for this process, with a door for Prometheus. Closed, it leaves no thread and no port behind. */
public final class Metrics implements AutoCloseable {

    private static final FiniteDuration STOP = Duration.create(5, "seconds");

    private final ScrapeServer server;

    private Metrics(ScrapeServer server) {
        this.server = server;
    }

    /**
     * Opens {@code http://HOST:PORT/metrics} and starts Kamon; what was counted is there after
     * {@code multikernel.metrics.interval}.
     *
     * @param source the whole configuration, for Kamon
     * @param port 0 for any free one
     * @throws IOException with one line for a person, if the port cannot be had
     */
    public static Metrics start(Config source, String host, int port) throws IOException {
        var server = ScrapeServer.open(host, port);
        Kamon.initWithoutAttaching(source);
        Kamon.addReporter("multikernel-scrape", new Scrape(source, server::publish));
        return new Metrics(server);
    }

    /** The port that is bound. */
    public int port() {
        return server.port();
    }

    /**
     * Returns when Kamon has stopped: what measures the process ends in a thread of its own and takes its series away,
     * those of a Kamon too that starts before it is through.
     *
     * @throws IllegalStateException if that does not come to an end; the port is free then too
     */
    @Override
    public void close() {
        var stopping = Kamon.stop();
        server.close();
        try {
            Await.ready(stopping, STOP);
        } catch (TimeoutException late) {
            throw new IllegalStateException("what measures the process did not stop within " + STOP, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
