package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import multikernel.service.Boot;
import multikernel.service.CannotServe;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code run} makes of its options. */
class RunTest {

    private final StringWriter err = new StringWriter();
    private Asked asked = new Asked(null, Map.of());

    private record Asked(@Nullable Path file, Map<String, String> overrides) {}

    @Test
    void shouldTranslateEveryOptionIntoItsKey() {
        var started = started(
                "--config", "node.conf", "--cores", "4", "--host", "127.0.0.2", "--port", "9000", "--data", "node");
        assertEquals(Path.of("node.conf"), started.file());
        assertEquals(
                Map.of(
                        "multikernel.cores", "4",
                        "multikernel.host", "127.0.0.2",
                        "multikernel.http.port", "9000",
                        "multikernel.data", "node"),
                started.overrides());
        assertEquals(
                Map.of("multikernel.cores", "auto"), started("--cores", "auto").overrides());
    }

    @Test
    void shouldAskForNothingWhereNothingIsSaid() {
        var started = started();
        assertNull(started.file());
        assertEquals(Map.of(), started.overrides());
    }

    @Test
    void shouldGiveConsecutivePortsOrAnyFreeOnes() {
        assertEquals(List.of("9000", "9001", "9002", "9003", "9004", "9005"), ports(started("--ports-from", "9000")));
        assertEquals(
                List.of("65530", "65531", "65532", "65533", "65534", "65535"), ports(started("--ports-from", "65530")));
        assertEquals(List.of("0", "0", "0", "0", "0", "0"), ports(started("--ports-from", "0")));
        assertEquals(
                List.of("80", "9001", "9002", "9003", "9004", "9005"),
                ports(started("--port", "80", "--ports-from", "9000")));
    }

    @Test
    void shouldLetOptionsWinOverProperties() {
        assertEquals(
                Map.of("multikernel.cores", "3", "multikernel.node", "a=b"),
                started("-Dmultikernel.cores=2", "--cores", "3", "-Dmultikernel.node=a=b")
                        .overrides());
    }

    @Test
    void shouldExitWithTheStatusOfTheNode() {
        assertEquals(0, run((file, overrides) -> 0));
        assertEquals(1, run((file, overrides) -> 1));
        assertEquals("", err.toString());
    }

    @Test
    void shouldSayInOneLineWhyANodeCannotServe() {
        assertEquals(1, run((file, overrides) -> {
            throw new CannotServe("port 8080 is taken");
        }));
        assertEquals("multikernel: port 8080 is taken\n", err.toString());
    }

    @Test
    void shouldShowABugWhole() {
        assertEquals(1, run((file, overrides) -> {
            throw new IllegalStateException("a broken invariant");
        }));
        assertTrue(err.toString().contains("IllegalStateException: a broken invariant"), err.toString());
        assertTrue(err.toString().contains("RunTest"), err.toString());
    }

    private Asked started(String... arguments) {
        Boot boot = (file, overrides) -> {
            asked = new Asked(file, Map.copyOf(overrides));
            return 0;
        };
        assertEquals(0, run(boot, arguments), err.toString());
        return asked;
    }

    private int run(Boot boot, String... arguments) {
        err.getBuffer().setLength(0);
        var all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(arguments));
        return Main.commandLine(Map.of(), boot).setErr(new PrintWriter(err)).execute(all.toArray(String[]::new));
    }

    private static List<String> ports(Asked asked) {
        return List.of("http", "web", "store", "metrics", "cluster", "network").stream()
                .map(name -> asked.overrides().getOrDefault("multikernel." + name + ".port", "none"))
                .toList();
    }
}
