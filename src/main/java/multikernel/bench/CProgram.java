package multikernel.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A C program that measures: compiled here, started for each slice, so that nothing of it spins while others are
 * measured, and asked by a line on its standard input, such as {@code round-trip MILLIS} or {@code stream MILLIS}. It
 * answers {@code operations nanos p50 p99 max}.
 */
final class CProgram implements AutoCloseable {

    private static final List<String> COMPILER = List.of("gcc", "-O3", "-march=native", "-pthread");
    private static final long COMPILE_SECONDS_MAX = 60;
    private static final long END_SECONDS_MAX = 5;

    private static final String SHARED = "pinned.h";

    private final Path directory;
    private final Path program;

    private CProgram(Path directory, Path program) {
        this.directory = directory;
        this.program = program;
    }

    /** @return none where there is no compiler, or it does not compile this */
    static Optional<CProgram> compiled(String name) {
        try {
            var directory = Files.createTempDirectory("multikernel-bench");
            if (copied(SHARED, directory) && copied(name + ".c", directory) && compile(directory, name)) {
                return Optional.of(new CProgram(directory, directory.resolve(name)));
            }
            forget(directory);
        } catch (IOException noCompiler) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean copied(String name, Path directory) throws IOException {
        try (InputStream source = CProgram.class.getResourceAsStream("c/" + name)) {
            if (source == null) {
                return false;
            }
            Files.copy(source, directory.resolve(name));
            return true;
        }
    }

    private static boolean compile(Path directory, String name) throws IOException {
        var command = new ArrayList<>(COMPILER);
        command.addAll(List.of("-o", name, name + ".c"));
        var compiling = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return ended(compiling, COMPILE_SECONDS_MAX) && compiling.exitValue() == 0;
    }

    /** @param arguments that it is started with: CPUs, mostly */
    Slice ask(List<String> arguments, String what, long nanos) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        var line = exchange(command, what + " " + Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)) + "\n");
        var fields = line.strip().split("\\s+");
        var operations = Long.parseLong(fields[0]);
        var took = Long.parseLong(fields[1]);
        var p50 = Double.parseDouble(fields[2]);
        var p99 = Double.parseDouble(fields[3]);
        var max = Double.parseDouble(fields[4]);
        return what.equals("stream")
                ? Slice.ofStream(operations, took, p99, Double.NaN, max)
                : new Slice(operations, took, p50, p99, max);
    }

    private static String exchange(List<String> command, String request) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var requests = process.outputWriter(StandardCharsets.US_ASCII)) {
                requests.write(request);
            }
            var line = process.inputReader(StandardCharsets.US_ASCII).readLine();
            if (!ended(process, END_SECONDS_MAX)) {
                process.destroyForcibly();
            }
            if (line == null) {
                throw new IllegalStateException(command + " answered nothing, exit status " + process.exitValue());
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        forget(directory);
    }

    private static boolean ended(Process process, long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void forget(Path directory) {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException leftForTheEnd) {
            directory.toFile().deleteOnExit();
        }
    }
}
