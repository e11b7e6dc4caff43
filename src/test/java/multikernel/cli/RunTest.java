package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import multikernel.service.CannotServe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} makes of its options. */
class RunTest {

    private static final List<String> PORTS = List.of("http", "web", "store", "metrics", "cluster");

    @TempDir
    Path directory;

    private final List<Config> booted = new ArrayList<>();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldTranslateEveryOptionIntoItsKey() {
        var config = booted("--cores", "4", "--host", "127.0.0.2", "--port", "9000", "--data", "/data/node");
        assertEquals(4, config.getInt("multikernel.cores"));
        assertEquals("127.0.0.2", config.getString("multikernel.host"));
        assertEquals(9000, config.getInt("multikernel.http.port"));
        assertEquals("/data/node", config.getString("multikernel.data"));
        assertEquals("auto", booted("--cores", "auto").getString("multikernel.cores"));
    }

    @Test
    void shouldGiveConsecutivePortsOrAnyFreeOnes() {
        assertEquals(List.of(9000, 9001, 9002, 9003, 9004), ports(booted("--ports-from", "9000")));
        assertEquals(List.of(65531, 65532, 65533, 65534, 65535), ports(booted("--ports-from", "65531")));
        assertEquals(List.of(0, 0, 0, 0, 0), ports(booted("--ports-from", "0")));
        assertEquals(List.of(80, 9001, 9002, 9003, 9004), ports(booted("--port", "80", "--ports-from", "9000")));
    }

    @Test
    void shouldLetOptionsWinOverPropertiesOverTheFile() throws Exception {
        var file = Files.writeString(
                directory.resolve("node.conf"),
                "multikernel { cores = 1, host = \"127.0.0.1\", node = file, nodes-home = ${multikernel.node}-home }");
        var config = booted(
                "--config", file.toString(), "--cores", "3", "-Dmultikernel.cores=2", "-Dmultikernel.node=property");
        assertEquals(3, config.getInt("multikernel.cores"));
        assertEquals("property", config.getString("multikernel.node"));
        assertEquals("127.0.0.1", config.getString("multikernel.host"));
        assertEquals("property-home", config.getString("multikernel.nodes-home"));
        assertTrue(config.isResolved());
    }

    @Test
    void shouldFollowIncludesAndKeepFileAndLineOfEachValue() throws Exception {
        Files.writeString(directory.resolve("base.conf"), "multikernel.node = base\n");
        var file =
                Files.writeString(directory.resolve("node.conf"), "include \"base.conf\"\n\nmultikernel.cores = 2\n");
        var config = booted("--config", file.toString());
        assertEquals("base", config.getString("multikernel.node"));
        var origin = config.getValue("multikernel.cores").origin();
        assertEquals(3, origin.lineNumber());
        assertTrue(origin.description().contains("node.conf"), origin.description());
        assertTrue(booted("--cores", "2")
                .getValue("multikernel.cores")
                .origin()
                .description()
                .startsWith("command line"));
    }

    @Test
    void shouldHandOverTheDefaultsOfEveryLibrary() {
        assertEquals(ConfigFactory.defaultReference().getString("akka.version"), booted().getString("akka.version"));
    }

    @Test
    void shouldFailInOneLineWhereTheFileCannotBeRead() throws Exception {
        assertEquals(
                1, run(config -> 0, "--config", directory.resolve("none.conf").toString()));
        assertOneLine("none.conf");
        var broken = Files.writeString(directory.resolve("broken.conf"), "multikernel {\n cores = \n");
        assertEquals(1, run(config -> 0, "--config", broken.toString()));
        assertOneLine("broken.conf: ");
        var open = Files.writeString(directory.resolve("open.conf"), "multikernel.node = ${nowhere.at.all}");
        assertEquals(1, run(config -> 0, "--config", open.toString()));
        assertOneLine("open.conf: 1");
    }

    @Test
    void shouldExitWithTheStatusOfTheNode() {
        assertEquals(0, run(config -> 0));
        assertEquals(1, run(config -> 1));
        assertEquals("", err.toString());
    }

    @Test
    void shouldSayInOneLineWhyANodeCannotServe() {
        assertEquals(1, run(config -> {
            throw new CannotServe("port 8080 is taken");
        }));
        assertEquals("multikernel: port 8080 is taken\n", err.toString());
    }

    private Config booted(String... arguments) {
        booted.clear();
        assertEquals(0, run(config -> booted.add(config) ? 0 : 1, arguments), err.toString());
        return booted.getFirst();
    }

    private int run(multikernel.service.Boot boot, String... arguments) {
        err.getBuffer().setLength(0);
        var all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(arguments));
        return Main.commandLine(Map.of(), boot).setErr(new PrintWriter(err)).execute(all.toArray(String[]::new));
    }

    private void assertOneLine(String part) {
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("multikernel: the configuration cannot be read: "), err.toString());
        assertTrue(err.toString().contains(part), err.toString());
        assertFalse(err.toString().contains("Exception"), err.toString());
    }

    private static List<Integer> ports(Config config) {
        return PORTS.stream()
                .map(name -> config.getInt("multikernel." + name + ".port"))
                .toList();
    }
}
