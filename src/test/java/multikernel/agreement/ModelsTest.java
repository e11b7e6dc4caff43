package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import multikernel.process.Tools;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Promela models, searched in full by Spin. Where its tools are not installed this says so and checks nothing,
 * unless the environment has {@code MULTIKERNEL_TOOLS=required}.
 */
@Execution(CONCURRENT)
class ModelsTest {

    private static final Path MODELS = Path.of("src", "test", "promela");
    private static final String TWO_PHASE_COMMIT = "two-phase-commit";
    private static final String REVOKE = "revoke";
    private static final String GROUP = "group";
    private static final Pattern PLANTED = Pattern.compile("\\b[A-Z]{2,}(?:_[A-Z0-9]+)+(?= \\()|DOES_NOT_ASK");
    private static final Pattern ERRORS = Pattern.compile("errors: (\\d+)");
    private static final Pattern STATES = Pattern.compile("(\\d+) states, stored");
    private static final long SECONDS_MAX = 300;

    @BeforeAll
    static void needsSpinAndCompiler() {
        Tools.need(List.of("spin", "gcc"), "spin gcc libc6-dev");
    }

    @ParameterizedTest
    @Execution(CONCURRENT)
    @ValueSource(strings = {TWO_PHASE_COMMIT, REVOKE, GROUP})
    void shouldHoldInEveryStateOfTheModel(String model, @TempDir Path directory) throws Exception {
        var said = search(directory, model, "");
        assertEquals(0, number(ERRORS, said), said);
        assertTrue(number(STATES, said) > 10_000, said);
    }

    @ParameterizedTest
    @Execution(CONCURRENT)
    @MethodSource("planted")
    void shouldFindWhatIsPlantedInTheModel(String model, String mistake, @TempDir Path directory) throws Exception {
        var said = search(directory, model, mistake);
        assertNotEquals(0, number(ERRORS, said), () -> mistake + " was not found: " + said);
    }

    @Test
    void shouldKnowWhatIsPlanted() throws IOException {
        assertEquals(17, planted().count());
    }

    /** What the head of each model says is planted in it. */
    static Stream<Object[]> planted() throws IOException {
        var all = new ArrayList<Object[]>();
        for (var model : List.of(TWO_PHASE_COMMIT, REVOKE, GROUP)) {
            var text = Files.readString(source(model));
            var head = text.substring(text.indexOf("Planted"), text.indexOf("*/"));
            PLANTED.matcher(head).results().forEach(each -> all.add(new Object[] {model, each.group()}));
        }
        return all.stream();
    }

    private static Path source(String model) {
        return MODELS.resolve(model + ".pml");
    }

    private static String search(Path directory, String model, String mistake) throws Exception {
        Files.copy(source(model), directory.resolve("model.pml"));
        run(directory, "spin", "-a", mistake.isEmpty() ? "-DNOTHING_PLANTED" : "-D" + mistake, "model.pml");
        run(directory, "gcc", "-O1", "-w", "-DSAFETY", "-DMEMLIM=1500", "-o", "pan", "pan.c");
        var said = run(directory, directory.resolve("pan").toString(), "-E", "-n", "-m100000");
        assertFalse(said.contains("max search depth too small"), said);
        assertFalse(said.contains("out of memory") || said.contains("memory limit"), said);
        return said;
    }

    /** The exit status tells nothing: an error that was found is an answer. */
    private static String run(Path directory, String... command) throws Exception {
        var said = directory.resolve("said");
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail(String.join(" ", command) + " ran longer than " + SECONDS_MAX + " s");
        }
        return Files.readString(said);
    }

    private static long number(Pattern pattern, String said) {
        var matcher = pattern.matcher(said);
        assertTrue(matcher.find(), said);
        return Long.parseLong(matcher.group(1));
    }
}
