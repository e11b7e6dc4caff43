package multikernel.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that tests run and the build does not bring along. */
public final class Tools {

    private Tools() {}

    /**
     * Where one is missing the tests of a class do nothing, unless the environment has
     * {@code MULTIKERNEL_TOOLS=required}: then they fail.
     *
     * @param packages what brings them
     */
    public static void need(List<String> tools, String packages) {
        var missing = tools.stream().filter(tool -> !isInstalled(tool)).toList();
        var sentence = "missing: " + missing + "; apt-get install " + packages;
        if (!missing.isEmpty() && "required".equals(System.getenv("MULTIKERNEL_TOOLS"))) {
            fail(sentence);
        }
        assumeTrue(missing.isEmpty(), sentence);
    }

    /** Runs one; what it says, if it does not end well. */
    public static String complaint(List<String> command) throws IOException, InterruptedException {
        var tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(tool.getInputStream().readAllBytes(), UTF_8);
        var status = tool.waitFor();
        return status == 0 ? "" : String.join(" ", command) + ": status " + status + ": " + said;
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }
}
