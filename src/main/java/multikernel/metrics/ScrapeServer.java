package multikernel.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Answers {@code GET /metrics} and nothing else. Not Kamon's own server, because that one cannot say which port it got
 * and only logs that it got none.
 */
final class ScrapeServer implements AutoCloseable {

    private static final String LOOPBACK_NAME = "(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d+)?";

    private final HttpServer server;

    /** Written by Kamon's ticker, read by the server's thread. */
    private final AtomicReference<String> text = new AtomicReference<>("");

    private ScrapeServer(HttpServer server) {
        this.server = server;
    }

    static ScrapeServer open(String host, int port) throws IOException {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
            var opened = new ScrapeServer(server);
            server.createContext("/", opened::answer);
            server.start();
            return opened;
        } catch (BindException taken) {
            throw new IOException(
                    "multikernel.metrics.port = " + port + ": cannot listen on " + host + ":" + port + " ("
                            + taken.getMessage() + "); choose another port, 0 for any, or metrics.enabled = off",
                    taken);
        }
    }

    void publish(String scrape) {
        text.set(scrape);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = text.get().getBytes(StandardCharsets.UTF_8);
            var status = status(exchange);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(status, status == 200 && body.length > 0 ? body.length : -1);
            if (status == 200) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** 421 for a name that is not a loopback one: a page of someone else's that a browser was led to. */
    private static int status(HttpExchange exchange) {
        var host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !host.matches(LOOPBACK_NAME)) {
            return 421;
        }
        if (!exchange.getRequestURI().getPath().equals("/metrics")) {
            return 404;
        }
        return exchange.getRequestMethod().equals("GET") ? 200 : 405;
    }
}
