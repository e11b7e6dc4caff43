package multikernel.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import kamon.Kamon;
import kamon.metric.PeriodSnapshot;
import kamon.module.MetricReporter;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void shouldAnswerScrapesAloneAndSayWhichPortItGot() throws Exception {
        try (var live = new LiveMetrics()) {
            assertTrue(live.port() > 0);
            live.await(scrape -> !scrape.series().isEmpty());
            var answer = live.get("metrics");
            assertEquals(200, answer.statusCode());
            assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain; version=0.0.4"));
            assertEquals(404, live.get("elsewhere").statusCode());
        }
    }

    @Test
    void shouldRefuseAHostThatIsNoLoopbackName() throws Exception {
        try (var live = new LiveMetrics()) {
            assertTrue(raw(live.port(), "GET", "evil.example").startsWith("HTTP/1.1 421"));
            assertTrue(raw(live.port(), "GET", "localhost:1").startsWith("HTTP/1.1 200"));
            assertTrue(raw(live.port(), "POST", "localhost").startsWith("HTTP/1.1 405"));
        }
    }

    @Test
    void shouldSayInOneLineThatThePortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var refused = assertThrows(
                    IOException.class, () -> Metrics.start(LiveMetrics.config(), "127.0.0.1", taken.getLocalPort()));
            var line = String.valueOf(refused.getMessage());
            assertEquals(1, line.lines().count());
            assertTrue(
                    line.startsWith(
                            "multikernel.metrics.port = " + taken.getLocalPort() + ": cannot listen on 127.0.0.1:"),
                    line);
        }
    }

    @Test
    void shouldFreeThePortAndStartAgainInTheSameProcess() throws Exception {
        var live = new LiveMetrics();
        var port = live.port();
        live.close();
        try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(port, free.getLocalPort());
        }
        try (var again = new LiveMetrics();
                var meters = new NodeMeters(1, true)) {
            Readings.feed(meters);
            again.await(scrape -> scrape.value("multikernel_cores").isPresent());
        }
    }

    @Test
    void shouldLeaveNoThreadBehindThatKeepsTheProcessAlive() throws Exception {
        var live = new LiveMetrics();
        live.await(scrape -> !scrape.series().isEmpty());
        var during = ownThreads();
        live.close();
        var deadline = System.nanoTime() + 10_000_000_000L;
        while (ownThreads() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertTrue(during > 0, "the test looks for the right names");
        assertEquals(0, ownThreads());
    }

    @Test
    void shouldNotReturnFromClosingBeforeEverythingThatMeasuresHasStopped() throws Exception {
        var slow = new StopsSlowly();
        var live = new LiveMetrics();
        Kamon.addReporter("slow", slow);
        live.close();
        assertTrue(slow.stopped);
    }

    private static final class StopsSlowly implements MetricReporter {

        private static final long NANOS = 200_000_000;
        private volatile boolean stopped;

        @Override
        public void reportPeriodSnapshot(PeriodSnapshot snapshot) {}

        @Override
        public void reconfigure(Config config) {}

        @Override
        public void stop() {
            LockSupport.parkNanos(NANOS);
            stopped = true;
        }
    }

    private static long ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .filter(thread -> thread.getName().startsWith("HTTP-Dispatcher")
                        || thread.getName().startsWith("kamon"))
                .count();
    }

    private static String raw(int port, String method, String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = method + " /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8).readAllAsString();
        }
    }
}
