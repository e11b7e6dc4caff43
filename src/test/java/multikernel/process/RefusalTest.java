package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a node from starting is one line on standard error that names it, and exit status 1. */
class RefusalTest {

    @TempDir
    Path data;

    @Test
    void shouldNameThePortOfTheApiThatIsTaken() throws Exception {
        try (var taken = taken()) {
            refused("port " + taken.getLocalPort(), "--port", Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void shouldNameThePortOfTheWebDomainThatIsTaken() throws Exception {
        try (var taken = taken()) {
            refused("port " + taken.getLocalPort(), "-Dmultikernel.web.port=" + taken.getLocalPort());
        }
    }

    @Test
    void shouldNameThePortOfTheMetricsThatIsTaken() throws Exception {
        try (var taken = taken()) {
            refused("multikernel.metrics.port", "-Dmultikernel.metrics.port=" + taken.getLocalPort());
        }
    }

    @Test
    void shouldNameKeyFileAndLineOfAValueOutOfRange() throws Exception {
        var file = Files.writeString(data.resolve("wrong.conf"), "multikernel {\n  cores = 5000\n}\n");
        refused("multikernel.cores = 5000 (" + file + ": 2)", "--config", file.toString());
    }

    @Test
    void shouldNameAKeyThatNobodyKnows() throws Exception {
        refused("multikernel.corse", "-Dmultikernel.corse=3");
    }

    @Test
    void shouldNameACpuThatTheProcessMayNotUse() throws Exception {
        var file = Files.writeString(data.resolve("cpu.conf"), "multikernel.cores = [{cpu = 4095}]");
        refused("CPU 4095", "--config", file.toString());
    }

    @Test
    void shouldNameADatabaseThatIsNone() throws Exception {
        var file = Files.writeString(data.resolve("tpcw.db"), "this is no database, and long enough to be looked at");
        refused(file.toString());
    }

    private static ServerSocket taken() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    private void refused(String part, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("run", "--data", data.toString()));
        for (var listener : List.of("http", "web", "store", "metrics", "cluster")) {
            arguments.add("-Dmultikernel." + listener + ".port=0");
        }
        arguments.addAll(List.of(options));
        if (!arguments.contains("--config")) {
            arguments.addAll(List.of("--config", "conf/multikernel.conf"));
        }
        try (var node = NodeProcess.command(arguments.toArray(String[]::new))) {
            assertEquals(1, node.awaitExit(), () -> String.join("\n", node.errors()));
            var lines = node.errors().stream()
                    .filter(line -> line.startsWith("multikernel: "))
                    .toList();
            assertEquals(1, lines.size(), () -> String.join("\n", node.errors()));
            assertTrue(lines.getFirst().contains(part), lines.getFirst());
        }
    }
}
