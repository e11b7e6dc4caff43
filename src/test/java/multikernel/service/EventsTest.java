package multikernel.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import multikernel.base.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {

    @TempDir
    Path data;

    private ServedNode node;

    @BeforeEach
    void open() throws Exception {
        node = new ServedNode(data);
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    void shouldStreamEachEventUnderItsTopic() throws Exception {
        try (var reader = new Reader()) {
            node.kernel.publish(new Event("core", "core-1 is stuck\nand \"quoted\"", 12));
            node.kernel.publish(new Event("domain", "web was spawned", 13));
            reader.skipTo("event: core");
            assertEquals(
                    "data: {\"topic\":\"core\",\"text\":\"core-1 is stuck\\nand \\\"quoted\\\"\",\"epochMillis\":12}",
                    reader.line());
            reader.skipTo("event: domain");
        }
    }

    @Test
    void shouldLetGoOfTheKernelWhenAReaderLeaves() throws Exception {
        try (var first = new Reader()) {
            try (var second = new Reader()) {
                second.skipTo("retry: 1000");
                assertEquals(2, node.kernel.listeners.size());
            }
            // The listener of the one that left goes once something is written to it.
            while (node.kernel.listeners.size() > 1) {
                node.kernel.publish(new Event("core", "tick", 0));
                first.skipTo("event: core");
            }
            node.kernel.publish(new Event("domain", "still here", 0));
            first.skipTo("event: domain");
        }
    }

    @Test
    void shouldTellAReaderThatFellBehindAndEndItsStream() throws Exception {
        try (var reader = new Reader()) {
            var text = "x".repeat(10_000);
            for (int i = 0; i < 20_000 && !node.kernel.listeners.isEmpty(); i++) {
                node.kernel.publish(new Event("core", text, i));
            }
            reader.skipTo("event: behind");
            reader.skipTo("0");
        }
    }

    @Test
    void shouldEndEveryStreamWhenTheServiceCloses() throws Exception {
        try (var reader = new Reader()) {
            node.service.close(Duration.ofSeconds(5)).toCompletableFuture().get(4, TimeUnit.SECONDS);
            while (!node.kernel.listeners.isEmpty()) {
                Thread.onSpinWait();
            }
            assertThrows(IOException.class, () -> reader.skipTo("never"), "the connection is gone");
        }
    }

    /** A browser's connection; open once the kernel knows the listener. */
    private final class Reader implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader lines;

        Reader() throws Exception {
            int before = node.kernel.listeners.size();
            socket = new Socket(node.service.address().getAddress(), node.port());
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            var head = new ArrayList<String>(List.of(line()));
            while (!head.getLast().isEmpty()) {
                head.add(line());
            }
            assertEquals("HTTP/1.1 200 OK", head.getFirst());
            assertTrue(head.contains("Content-Type: text/event-stream"), head.toString());
            while (node.kernel.listeners.size() == before) {
                Thread.onSpinWait();
            }
        }

        String line() throws Exception {
            var line = lines.readLine();
            if (line == null) {
                throw new EOFException("the stream has ended");
            }
            return line;
        }

        void skipTo(String expected) throws Exception {
            var line = line();
            while (!line.equals(expected)) {
                line = line();
            }
        }

        @Override
        public void close() throws Exception {
            socket.close();
        }
    }
}
