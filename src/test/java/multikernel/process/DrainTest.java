package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: what was asked is answered, then the process ends with 0. */
class DrainTest {

    @TempDir
    Path data;

    @Test
    void shouldAnswerWhatIsInFlightAndExitWithZero() throws Exception {
        try (var node = NodeProcess.start(data);
                var client = new Client();
                var socket = new Socket(
                        node.address("web").getAddress(), node.address("web").getPort())) {
            assertEquals(200, client.get(node.uri("web", "/items/3")).statusCode());
            var out = socket.getOutputStream();
            for (int item = 1; item <= 10; item++) {
                out.write(("GET /items/" + item + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
            var first = socket.getInputStream().read();
            assertEquals('H', first);
            node.terminate();
            var rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(10, ("H" + rest).split("HTTP/1.1 200 OK", -1).length - 1, rest);
            assertEquals(0, node.awaitExit());
        }
    }

    @Test
    void shouldExitWithZeroAlthoughACoreIsStuck() throws Exception {
        try (var node = NodeProcess.start(data, "--cores", "3", "-Dmultikernel.fault-injection=on");
                var client = new Client()) {
            var spawned = client.spawn(node, data, """
                {"name": "trouble", "kind": "fault", "cores": [1], "settings": {"do": "sleep", "after": "1"}}\
                """);
            assertEquals(2, spawned.statusCode() / 100, spawned::body);
            var stuck = false;
            while (!stuck && node.isAlive()) {
                stuck = node.errors().stream().anyMatch(line -> line.contains("core-1 (incarnation 1) is stuck"));
            }
            assertTrue(stuck);
            node.terminate();
            assertEquals(0, node.awaitExit());
        }
    }
}
