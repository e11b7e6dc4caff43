package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Nodes of one cluster on this machine, 127.0.0.1 and up, each a process with a data directory of its own. */
public final class ClusterNodes implements AutoCloseable {

    /**
     * Looks at the state of a cluster until it is as awaited; more of them is a failure. Each takes 20 ms and a call.
     */
    private static final int LOOKS_MAX = 3_000;

    private static final long NAP_NANOS = 20_000_000;

    /** The exit status of a node that the others have removed, for which a supervisor starts it again. */
    static final int REMOVED = 75;

    private final Path directory;
    private String domains;
    private final Placing placing;
    private final Client client = new Client();
    private final NodeProcess[] nodes;
    private final int port;

    /** How each node is started. */
    interface Placing {

        /** Over all that {@link ClusterNodes} chooses. */
        List<String> options(int node);

        /** Words of another command, which is given those of the node. */
        default List<String> by(int node) {
            return List.of();
        }

        /** Each time that a node is ready, before anyone asks it. */
        default void started(int node, Map<String, InetSocketAddress> addresses) throws IOException {}
    }

    public ClusterNodes(Path directory, int count, String... options) throws Exception {
        this(directory, count, "[]", node -> List.of(options));
    }

    /** @param domains of every node, as in a configuration */
    ClusterNodes(Path directory, int count, String domains, Placing placing) throws Exception {
        this.directory = directory;
        this.domains = domains;
        this.nodes = new NodeProcess[count];
        this.port = freePort(count);
        this.placing = placing;
        for (var i = 0; i < count; i++) {
            nodes[i] = attempt(i);
        }
        try {
            for (var i = 0; i < count; i++) {
                placing.started(i, nodes[i].addresses());
            }
        } catch (Exception | AssertionError failed) {
            close();
            throw failed;
        }
    }

    /** One that nobody has on any of the addresses. */
    static int freePort(int count) throws IOException {
        for (var attempt = 0; attempt < 20; attempt++) {
            var taken = new ArrayList<ServerSocket>();
            try {
                taken.add(new ServerSocket(0, 1, InetAddress.getByName(host(0))));
                for (var i = 1; i < count; i++) {
                    taken.add(new ServerSocket(taken.getFirst().getLocalPort(), 1, InetAddress.getByName(host(i))));
                }
                return taken.getFirst().getLocalPort();
            } catch (IOException another) {
                continue;
            } finally {
                for (var socket : taken) {
                    socket.close();
                }
            }
        }
        throw new IOException("no port that is free on " + count + " addresses");
    }

    static String host(int node) {
        return "127.0.0." + (node + 1);
    }

    static String name(int node) {
        return "node-" + host(node);
    }

    /** Starts a process without waiting; as a member of this cluster it is node {@code number}. */
    NodeProcess attempt(int number, String... more) throws Exception {
        var file = directory.resolve("cluster.conf");
        Files.writeString(
                file,
                "include file(\"" + Path.of("conf", "cluster.conf").toAbsolutePath() + "\")\nmultikernel.domains = "
                        + domains + "\n");
        var seeds = IntStream.range(0, nodes.length)
                .mapToObj(each -> host(each) + ":" + port)
                .collect(Collectors.joining(","));
        var arguments = new ArrayList<>(List.of("run", "--config", file.toString(), "--cores", "2"));
        arguments.addAll(List.of("--host", host(number)));
        arguments.addAll(List.of("--data", data(number).toString(), "-Dmultikernel.cluster.port=" + port));
        arguments.addAll(List.of("-Dmultikernel.cluster.seeds=" + seeds));
        for (var listener : List.of("http", "web", "store", "metrics", "network")) {
            arguments.add("-Dmultikernel." + listener + ".port=0");
        }
        arguments.addAll(placing.options(number));
        arguments.addAll(Arrays.asList(more));
        return NodeProcess.command(placing.by(number), arguments.toArray(String[]::new));
    }

    Path data(int number) {
        return directory.resolve("data-" + number);
    }

    public NodeProcess node(int number) {
        return nodes[number];
    }

    /** Of every node that starts from now on. */
    void give(String domains) {
        this.domains = domains;
    }

    void restart(int number) throws Exception {
        nodes[number].close();
        nodes[number] = attempt(number);
        placing.started(number, nodes[number].addresses());
    }

    Client client() {
        return client;
    }

    /**
     * Starts again whoever ends because the others have removed it, until each sees all up.
     *
     * @return how many there were
     */
    int restartRemoved() throws Exception {
        var again = 0;
        for (var look = 0; look < LOOKS_MAX; look++) {
            for (var number = 0; number < nodes.length; number++) {
                if (!nodes[number].isAlive()) {
                    assertEquals(REMOVED, nodes[number].awaitExit(), said(number));
                    restart(number);
                    again++;
                }
            }
            if (IntStream.range(0, nodes.length).allMatch(this::seesAllUp)) {
                return again;
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
        throw new AssertionError("not all see all up; " + name(0) + " said: " + said(0));
    }

    /** Not if it is about to end. */
    private boolean seesAllUp(int number) {
        try {
            return isAllUp(ask(number, "/api/nodes"));
        } catch (IOException ending) {
            return false;
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private String said(int number) {
        return String.join("\n", nodes[number].errors());
    }

    private JsonNode ask(int number, String path) throws Exception {
        return new ObjectMapper()
                .readTree(client.get(nodes[number].uri("http", path)).body());
    }

    JsonNode get(int number, String path) throws Exception {
        try {
            return ask(number, path);
        } catch (IOException gone) {
            throw new AssertionError(name(number) + " does not answer " + path + ", and said: " + said(number), gone);
        }
    }

    /** Looks until what a node answers is as awaited. */
    void await(int number, String path, Predicate<JsonNode> awaited) throws Exception {
        for (var look = 0; !awaited.test(get(number, path)); look++) {
            if (look == LOOKS_MAX) {
                var ready = client.get(nodes[number].uri("http", "/ready")).body();
                throw new AssertionError(name(number) + " still answers " + get(number, path) + ", at /ready " + ready
                        + ", and said: " + said(number));
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    /** Looks until it sees the other one so, as in {@code removed 2}: the state and the incarnation. */
    void awaitState(int number, int other, String state) throws Exception {
        await(number, "/api/nodes", rows -> state.equals(states(rows).get(name(other))));
    }

    /** Whether it sees the other one so now. */
    boolean isState(int number, int other, String state) throws Exception {
        return state.equals(states(get(number, "/api/nodes")).get(name(other)));
    }

    /** Looks until each of these sees all up, in any incarnation. */
    public void awaitAllUp(int... observers) throws Exception {
        for (var observer : observers) {
            await(observer, "/api/nodes", this::isAllUp);
        }
    }

    private boolean isAllUp(JsonNode rows) {
        return IntStream.range(0, nodes.length)
                .allMatch(each -> states(rows).getOrDefault(name(each), "").startsWith("up "));
    }

    private static Map<String, String> states(JsonNode rows) {
        var seen = new TreeMap<String, String>();
        for (var row : rows) {
            seen.put(
                    row.path("name").asText(),
                    row.path("state").asText() + " " + row.path("incarnation").asInt());
        }
        return seen;
    }

    /** The other one's incarnation as this one sees it. */
    int incarnation(int number, int other) throws Exception {
        var state = states(get(number, "/api/nodes")).getOrDefault(name(other), "unknown 0");
        return Integer.parseInt(state.substring(state.indexOf(' ') + 1));
    }

    long uptimeMillis(int number) throws Exception {
        return get(number, "/api/status").path("uptimeMillis").asLong();
    }

    /** In how many lines of its log this stands. */
    long said(int number, String words) {
        return nodes[number].errors().stream()
                .filter(line -> line.contains(words))
                .count();
    }

    @Override
    public void close() throws Exception {
        for (var node : nodes) {
            node.close();
        }
        client.close();
    }
}
