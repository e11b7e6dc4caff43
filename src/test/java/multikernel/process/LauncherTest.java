package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/multikernel} with JDKs that only say how they were called, of a release that no machine has. */
class LauncherTest {

    private static final String RELEASE = "99";
    private static final String ECHO = "#!/bin/sh\nprintf '%s\\n' \"jdk=$0\" \"pid=$$\" \"$@\"\n";

    private record Run(int exit, List<String> output, List<String> errors, long pid) {}

    @TempDir
    Path temporary;

    private Path home;
    private Path launcher;

    @BeforeEach
    void install() throws IOException {
        home = temporary.resolve("a home");
        launcher = home.resolve("bin").resolve("multikernel");
        var script = Files.readString(Path.of("src", "main", "scripts", "multikernel"));
        write(launcher, script.replace("\nrelease=25\n", "\nrelease=" + RELEASE + "\n"));
        write(home.resolve("conf").resolve("multikernel.conf"), "");
    }

    @Test
    void shouldTakeJavaHomeFirst() throws Exception {
        var first = jdk("first", RELEASE + ".0.1");
        var second = jdk("second", RELEASE);
        assertEquals(
                "jdk=" + first + "/bin/java",
                run(first, second, "status").output().getFirst());
    }

    @Test
    void shouldPassOverAnOlderJavaHomeAndFollowLinksOnThePath() throws Exception {
        var old = jdk("old", "17.0.9");
        var linked = temporary.resolve("linked");
        Files.createSymbolicLink(
                Files.createDirectories(linked.resolve("bin")).resolve("java"),
                jdk("new", RELEASE).resolve("bin").resolve("java"));
        var output = run(old, linked, "status").output();
        assertEquals("jdk=" + temporary.resolve("new").toRealPath() + "/bin/java", output.getFirst());
    }

    @Test
    void shouldLookInTheUsualPlaces() throws Exception {
        var found = jdk("user/.jdks/temurin", RELEASE + ".0.2");
        jdk("user/.jdks/older", "21.0.1");
        assertEquals(
                "jdk=" + found + "/bin/java",
                run(temporary, temporary, "status").output().getFirst());
    }

    @Test
    void shouldSayInOneLineThatThereIsNoJdk() throws Exception {
        var run = run(jdk("old", "9"), jdk("other", "990.1"), "status");
        assertEquals(1, run.exit());
        assertEquals(1, run.errors().size());
        assertTrue(run.errors().getFirst().startsWith("multikernel: no JDK " + RELEASE + " found"));
    }

    @Test
    void shouldGiveRunTheConfigurationBesideIt() throws Exception {
        var jdk = jdk("jdk", RELEASE);
        var own = home.toRealPath().resolve("conf").resolve("multikernel.conf").toString();
        var output = run(jdk, jdk, "run", "--cores", "2").output();
        assertEquals(List.of("run", "--cores", "2", "--config", own), output.subList(output.size() - 5, output.size()));
        for (var given :
                List.of(List.of("run", "--config", "mine"), List.of("run", "--config=mine"), List.of("status"))) {
            assertFalse(run(jdk, jdk, given.toArray(String[]::new)).output().contains(own), given::toString);
        }
    }

    @Test
    void shouldFindItsHomeThroughLinksFromAnywhere() throws Exception {
        var jdk = jdk("jdk", RELEASE);
        var link = Files.createSymbolicLink(temporary.resolve("one"), Path.of("a home/bin/multikernel"));
        launcher = Files.createSymbolicLink(temporary.resolve("two"), link);
        var output = run(jdk, jdk, "status", "two words").output();
        var real = home.toRealPath();
        assertTrue(output.contains("-Dmultikernel.home=" + real), output::toString);
        assertTrue(output.contains("@" + real + "/lib/jvm.options"), output::toString);
        assertTrue(output.contains(real + "/lib/*"), output::toString);
        assertEquals("two words", output.getLast());
    }

    @Test
    void shouldBecomeTheJvmSoThatSignalsArrive() throws Exception {
        var jdk = jdk("jdk", RELEASE);
        var run = run(jdk, jdk, "run");
        assertEquals("pid=" + run.pid(), run.output().get(1));
    }

    @Test
    void shouldSpareAShortCommandTheSecondCompiler() throws Exception {
        var jdk = jdk("jdk", RELEASE);
        assertTrue(run(jdk, jdk, "status").output().contains("-XX:TieredStopAtLevel=1"));
        assertFalse(run(jdk, jdk, "run").output().contains("-XX:TieredStopAtLevel=1"));
        assertTrue(run(jdk, jdk, "run").output().contains("-Xmx64m"));
    }

    private Run run(Path javaHome, Path onPath, String... arguments) throws Exception {
        var command = new ProcessBuilder(launcher.toString());
        command.command().addAll(List.of(arguments));
        command.directory(
                Files.createDirectories(temporary.resolve("elsewhere")).toFile());
        var environment = command.environment();
        var path = onPath.resolve("bin") + File.pathSeparator + environment.get("PATH");
        environment.clear();
        environment.putAll(Map.of(
                "PATH",
                path,
                "HOME",
                temporary.resolve("user").toString(),
                "JAVA_HOME",
                javaHome.toString(),
                "MULTIKERNEL_JAVA_OPTS",
                "-Xmx64m"));
        var process = command.start();
        var output = process.inputReader().lines().toList();
        var errors = process.errorReader().lines().toList();
        return new Run(process.waitFor(), output, errors, process.pid());
    }

    private Path jdk(String name, String version) throws IOException {
        var jdk = temporary.toRealPath().resolve(name);
        write(jdk.resolve("bin").resolve("java"), ECHO);
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"us\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true));
    }
}
