package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/** Who has no certificate of the cluster's authority never becomes a member. Beside other tests: it mostly waits. */
@Execution(CONCURRENT)
class ClusterTlsTest {

    @TempDir
    Path directory;

    @Test
    void shouldLetInWhoIsCertifiedAndNobodyElse() throws Exception {
        var certificates = new Certificates(directory.resolve("tls"));
        certificates.authority("ours");
        certificates.authority("rogue");
        certificates.node("one", "ours", ClusterNodes.host(0));
        certificates.node("two", "ours", ClusterNodes.host(1));
        certificates.node("three", "rogue", ClusterNodes.host(2));
        try (var nodes = new ClusterNodes(directory, 1, certificates.options("one", "ours"))) {
            try (var second = nodes.attempt(1, certificates.options("two", "ours"))) {
                second.awaitReady();
                nodes.awaitState(0, 1, "up 1");
                try (var rogue = nodes.attempt(2, hasty(certificates.options("three", "rogue")));
                        var plain = nodes.attempt(3, hasty(certificates.none()))) {
                    assertEquals(1, rogue.awaitExit());
                    assertEquals(1, plain.awaitExit());
                    var last = rogue.errors().getLast();
                    assertTrue(last.contains("none of them let " + ClusterNodes.name(2) + " in"), last);
                }
                assertEquals(2, nodes.get(0, "/api/nodes").size());
            }
        }
    }

    /** It has to give up before it is ready, and need not wait as long as a start may take. */
    private static String[] hasty(String... options) {
        var words = new ArrayList<>(List.of(options));
        words.add("-Dmultikernel.start-timeout=12s");
        words.add("-Dmultikernel.cluster.return-timeout=11s");
        return words.toArray(String[]::new);
    }

    @Test
    void shouldNotStartOffLoopbackWithoutCertificates() throws Exception {
        refused("multikernel.cluster.host = \"192.0.2.1\"", "multikernel.network.tls.key-store", "192.0.2.1");
    }

    private void refused(String begin, String named, String host) throws Exception {
        try (var node = NodeProcess.command(
                "run",
                "--config",
                "conf/cluster.conf",
                "--ports-from",
                "0",
                "--data",
                directory.resolve("data").toString(),
                "-Dmultikernel.cluster.host=" + host)) {
            assertEquals(1, node.awaitExit());
            var last = node.errors().getLast();
            assertTrue(last.startsWith("multikernel: " + begin), last);
            assertTrue(last.contains(named), last);
        }
    }
}
