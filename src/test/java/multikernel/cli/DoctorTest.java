package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    @TempDir
    Path data;

    private Ran doctor(String... more) {
        var arguments = new ArrayList<>(List.of("doctor", "-Dmultikernel.data=" + data));
        arguments.addAll(List.of(more));
        return Ran.of(Map.of(), arguments);
    }

    @Test
    void shouldExitWithOneWhereSomethingMustBeChangedAndSayWhat() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = "-Dmultikernel.http.port=" + other.getLocalPort();
            var ran = doctor(port, "-Dmultikernel.metrics.enabled=off");
            assertEquals(1, ran.status());
            assertEquals("", ran.err());
            assertTrue(ran.out().lines().anyMatch(line -> line.startsWith("ports") && line.contains("change")));
            assertTrue(ran.out().contains("\nports: end what listens there"), ran.out());
            var json = new ObjectMapper()
                    .readTree(doctor(port, "-Dmultikernel.metrics.enabled=off", "--json")
                            .out());
            assertEquals(14, json.size());
        }
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithAConfiguration() throws Exception {
        var file = Files.writeString(data.resolve("broken.conf"), "multikernel.coers = 2\n");
        var ran = doctor("--config", file.toString());
        assertEquals(1, ran.status());
        assertEquals("", ran.out());
        assertTrue(ran.err().startsWith("multikernel: multikernel.coers = 2 (" + file + ": 1)"), ran.err());
    }
}
