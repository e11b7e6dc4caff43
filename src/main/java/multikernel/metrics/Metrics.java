package multikernel.metrics;

import com.typesafe.config.Config;
import java.io.IOException;
import kamon.Kamon;
import kamon.module.Module;

/** Kamon running for this process, with a door for Prometheus. Closed, it leaves no thread and no port behind. */
public final class Metrics implements AutoCloseable {

    private final ScrapeServer server;
    private final Module.Registration reporter;

    private Metrics(ScrapeServer server, Module.Registration reporter) {
        this.server = server;
        this.reporter = reporter;
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
        return new Metrics(server, Kamon.addReporter("multikernel-scrape", new Scrape(source, server::publish)));
    }

    /** The port that is bound. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        reporter.cancel();
        server.close();
        Kamon.stop();
    }
}
