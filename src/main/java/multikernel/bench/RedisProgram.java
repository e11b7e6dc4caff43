package multikernel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Redis, where it is installed: a server in memory alone, and the program that asks one. */
final class RedisProgram implements AutoCloseable {

    static final String SERVER = "redis-server";
    static final String BENCHMARK = "redis-benchmark";
    static final String HOST = "127.0.0.1";

    private static final long START_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long END_SECONDS_MAX = 5;

    private final Process process;
    private final int port;
    private final String version;

    private RedisProgram(Process process, int port, String version) {
        this.process = process;
        this.port = port;
        this.version = version;
    }

    static boolean isThere(String program) {
        return firstLine(List.of(program, "--version")).isPresent();
    }

    private static Optional<String> firstLine(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var line = process.inputReader(StandardCharsets.US_ASCII).readLine();
            return Optional.ofNullable(line);
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }

    /** Empty where there is none, or it does not start. */
    static Optional<RedisProgram> serve() {
        return firstLine(List.of(SERVER, "--version")).flatMap(RedisProgram::serve);
    }

    private static Optional<RedisProgram> serve(String version) {
        try {
            var port = freePort();
            var process = new ProcessBuilder(
                            SERVER,
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            HOST,
                            "--save",
                            "",
                            "--appendonly",
                            "no")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var server = new RedisProgram(process, port, version);
            if (server.isListening()) {
                return Optional.of(server);
            }
            server.close();
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private boolean isListening() {
        var until = System.nanoTime() + START_NANOS_MAX;
        while (process.isAlive() && System.nanoTime() - until < 0) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(HOST, port));
                return true;
            } catch (IOException notYet) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        return false;
    }

    int port() {
        return port;
    }

    String version() {
        return version;
    }

    /** Asks a server as these arguments say; how many requests it answered in a second. */
    static double asked(List<String> arguments) {
        var command = new ArrayList<>(List.of(BENCHMARK));
        command.addAll(arguments);
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var lines = process.inputReader(StandardCharsets.US_ASCII).lines().toList();
            return requestsPerSecond(lines)
                    .orElseThrow(() -> new IllegalStateException(command + " said: " + String.join("\n", lines)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Below a heading there is one line, {@code "SET","123456.79",…}. */
    static Optional<Double> requestsPerSecond(List<String> lines) {
        return lines.stream()
                .map(line -> line.split("\",\""))
                .filter(fields -> fields.length > 1 && fields[1].matches("[0-9]+(\\.[0-9]+)?"))
                .map(fields -> Double.valueOf(fields[1]))
                .findFirst();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
