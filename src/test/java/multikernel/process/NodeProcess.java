package multikernel.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A node in a process of its own, spoken to as a user would. It is killed when the test closes it, and when the JVM of
 * the tests ends.
 *
 * <pre>{@code
 * try (var node = NodeProcess.start(data, "--cores", "2")) {
 *     var page = node.uri("web", "/items/1");
 *     node.terminate();
 *     assertEquals(0, node.awaitExit());
 * }
 * }</pre>
 */
public final class NodeProcess implements AutoCloseable {

    /** How long a start or an end may take on a loaded machine before the test gives up. */
    private static final long PATIENCE_SECONDS = 90;

    static final String MAIN = "multikernel.cli.Main";
    private static final Pattern ADDRESS =
            Pattern.compile("([a-z][\\w-]*)=(?:https?://)?(\\[[^]]*]|[^\\s:=/]+):(\\d+)");

    private final Process process;
    private final Thread ending;
    private final List<String> output = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final List<Thread> readers;

    private NodeProcess(Process process) {
        this.process = process;
        this.ending = new Thread(process.toHandle()::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(ending);
        this.readers = List.of(
                Thread.ofPlatform().daemon().start(this::readOutput),
                Thread.ofPlatform().daemon().start(() -> read(process.errorReader(), errors)));
    }

    /** Starts a node on free ports with the shipped configuration and waits until it says that it is ready. */
    public static NodeProcess start(Path data, String... options) throws Exception {
        var node = attempt(data, options);
        try {
            node.awaitReady();
            return node;
        } catch (Exception | AssertionError failed) {
            node.close();
            throw failed;
        }
    }

    /** The same without waiting: for a start that is meant to fail. */
    public static NodeProcess attempt(Path data, String... options) throws Exception {
        return run(ClassArchive.run(MAIN), data, options);
    }

    /** @param program options of the JVM, class path, class */
    static NodeProcess run(List<String> program, Path data, String... options) throws IOException {
        var command = new ArrayList<>(jvm());
        command.addAll(program);
        command.addAll(List.of("run", "--config", "conf/multikernel.conf"));
        command.addAll(List.of("--ports-from", "0", "--data", data.toString()));
        command.addAll(List.of(options));
        return of(command);
    }

    /** Of one compiler: the second one takes more than it gives to a process that lives for seconds. */
    private static List<String> jvm() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var options = Arrays.stream(System.getProperty("jvm.args", "").trim().split("\\s+"));
        return Stream.concat(Stream.of(java, "-XX:TieredStopAtLevel=1"), options.filter(Predicate.not(String::isEmpty)))
                .toList();
    }

    /** One command of the command line, such as {@code status --json --url …}, as {@code bin/multikernel} runs it. */
    public static NodeProcess command(String... arguments) throws Exception {
        return command(List.of(), arguments);
    }

    /** The same, started by another command that is given this one's words. */
    static NodeProcess command(List<String> by, String... arguments) throws Exception {
        List<String> options = arguments[0].equals("run") ? List.of() : List.of("-XX:+UseSerialGC");
        return java(by, options, MAIN, arguments);
    }

    /** Any program on the class path of the tests. */
    public static NodeProcess java(String main, String... arguments) throws Exception {
        return java(List.of(), main, arguments);
    }

    /** The same, started by another command that is given this one's words. */
    public static NodeProcess java(List<String> by, String main, String... arguments) throws Exception {
        return java(by, List.of(), main, arguments);
    }

    private static NodeProcess java(List<String> by, List<String> options, String main, String... arguments)
            throws Exception {
        var command = new ArrayList<>(by);
        command.addAll(jvm());
        command.addAll(options);
        command.addAll(ClassArchive.run(main));
        command.addAll(List.of(arguments));
        return of(command);
    }

    static NodeProcess of(List<String> command) throws IOException {
        return new NodeProcess(new ProcessBuilder(command).start());
    }

    /** The whole {@code ready} line. */
    public String awaitReady() throws Exception {
        try {
            return ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException notReady) {
            throw new AssertionError("not ready: " + said(output) + said(errors), notReady);
        }
    }

    /** Every address of the {@code ready} line by its name: {@code http}, {@code web}, {@code metrics}. */
    public Map<String, InetSocketAddress> addresses() throws Exception {
        return addresses(awaitReady());
    }

    static Map<String, InetSocketAddress> addresses(String line) {
        var found = new LinkedHashMap<String, InetSocketAddress>();
        var matcher = ADDRESS.matcher(line);
        while (matcher.find()) {
            found.put(matcher.group(1), new InetSocketAddress(matcher.group(2), Integer.parseInt(matcher.group(3))));
        }
        return found;
    }

    public InetSocketAddress address(String name) throws Exception {
        var address = addresses().get(name);
        if (address == null) {
            throw new AssertionError("no address of " + name + " in: " + awaitReady());
        }
        return address;
    }

    public URI uri(String name, String path) throws Exception {
        var address = address(name);
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Lines of standard output up to now. */
    public List<String> output() {
        return copy(output);
    }

    /** What is waited for. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** A hang ends as a failure, with what the node said, long after anything that merely takes its time. */
    void until(Condition condition, String what) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            if (System.nanoTime() >= deadline) {
                throw new AssertionError(what + " did not come\n" + String.join("\n", errors()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Lines of standard error up to now. */
    public List<String> errors() {
        return copy(errors);
    }

    /** Asks it to drain and end, as SIGTERM does; by its handle, for the process itself would close what is read. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** What a program sees whose parent has gone: the end of its standard input. */
    public void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Sends a signal by its name, {@code STOP} or {@code CONT}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** The exit status, once everything that it said has been read. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + said(output) + said(errors));
        }
        for (var reader : readers) {
            reader.join();
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        process.waitFor();
        Runtime.getRuntime().removeShutdownHook(ending);
    }

    private void readOutput() {
        read(process.inputReader(), output);
        ready.completeExceptionally(new IllegalStateException("ended before it was ready"));
    }

    private void read(BufferedReader reader, List<String> lines) {
        reader.lines().forEach(line -> {
            synchronized (lines) {
                lines.add(line);
            }
            if (line.startsWith("ready")) {
                ready.complete(line);
            }
        });
    }

    private static List<String> copy(List<String> lines) {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    private static String said(List<String> lines) {
        return copy(lines).stream().map(line -> "\n  " + line).collect(Collectors.joining());
    }
}
