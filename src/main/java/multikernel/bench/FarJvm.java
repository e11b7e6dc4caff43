package multikernel.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM with this one's class path and flags, which runs {@link FarEnd}. It is told what to do in lines on its
 * standard input, answers in lines that begin with {@link #MARK}, and ends when its input does.
 */
final class FarJvm implements AutoCloseable {

    /** Tells an answer from what else a JVM prints. */
    static final String MARK = "far ";

    private static final long END_SECONDS_MAX = 10;

    /** Needed by any JVM that touches rings; the launcher may have got them from a manifest, which a child has not. */
    private static final List<String> NEEDED = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED");

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private FarJvm(Process process) {
        this.process = process;
        requests = process.outputWriter(StandardCharsets.US_ASCII);
        answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    static FarJvm start(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FarEnd.class.getName()));
        command.addAll(arguments);
        try {
            return new FarJvm(
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An agent, such as a debugger's, is this JVM's alone. */
    private static List<String> flags() {
        var flags = new ArrayList<>(NEEDED);
        var level = System.getProperty(Bench.LOG_LEVEL);
        if (level != null) {
            flags.add("-D" + Bench.LOG_LEVEL + "=" + level);
        }
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-javaagent") && !flag.startsWith("-agent") && !flags.contains(flag))
                .forEach(flags::add);
        return flags;
    }

    void ask(String line) {
        try {
            requests.write(line);
            requests.newLine();
            requests.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the next answer; fails if the JVM ends instead. */
    String answer() {
        try {
            for (var line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(MARK)) {
                    return line.substring(MARK.length());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the other JVM has ended");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** It ends by itself, unless something holds it up. */
    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException alreadyGone) {
            process.destroy();
        }
        if (!ended()) {
            process.destroyForcibly();
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
