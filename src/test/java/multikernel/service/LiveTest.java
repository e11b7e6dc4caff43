package multikernel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.stream.KillSwitches;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import multikernel.base.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live stream as it goes over the wire, and what it costs. */
class LiveTest {

    /** What a stream of Akka takes before it is asked for it. */
    private static final int TAKEN_AHEAD_MAX = 20;

    @TempDir
    Path data;

    @Test
    void shouldSendFramesAndEventsOnOneConnection() throws Exception {
        try (var node = new ServedNode(data);
                var socket = new Socket(node.service.address().getAddress(), node.port())) {
            assertEquals(0, node.kernel.looks.get(), "nobody reads, nobody looks");
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /api/stream?millis=100 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var document = node.get("/openapi.json").json();
            for (int number = 0; number < 3; number++) {
                var frame = new ObjectMapper().readTree(data(lines, "look"));
                assertEquals(number, frame.path("number").asInt());
                assertEquals(
                        List.of(), new Schema(document).violations(document.at("/components/schemas/Frame"), frame));
            }
            node.kernel.publish(new Event("core", "core-1 is stuck", 12));
            assertEquals("{\"topic\":\"core\",\"text\":\"core-1 is stuck\",\"epochMillis\":12}", data(lines, "core"));
            node.get("/api/stream?millis=99").assertProblem(400, "malformed");
            node.get("/api/stream?millis=60001").assertProblem(400, "malformed");
            node.get("/api/stream?every=1").assertProblem(400, "malformed");
        }
    }

    @Test
    void shouldLookNoFurtherThanASlowReaderReads() throws Exception {
        var kernel = new FakeKernel();
        var system = ActorSystem.create("live");
        try {
            var live = new Live(kernel, new Events(kernel, Duration.ofSeconds(1), KillSwitches.shared("none")));
            var reader = live.frames(Source.repeat(NotUsed.getInstance()), Duration.ofSeconds(1))
                    .runWith(Sink.queue(), system);
            for (int read = 1; read <= 50; read++) {
                var frame = reader.pull().toCompletableFuture().get(20, TimeUnit.SECONDS);
                assertTrue(frame.isPresent());
                assertTrue(kernel.looks.get() <= read + TAKEN_AHEAD_MAX, kernel.looks + " looks for " + read);
            }
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    /** What the next event of this name carries. */
    private static String data(BufferedReader lines, String name) throws Exception {
        var line = lines.readLine();
        while (!line.equals("event: " + name)) {
            line = lines.readLine();
        }
        return lines.readLine().substring("data: ".length());
    }
}
