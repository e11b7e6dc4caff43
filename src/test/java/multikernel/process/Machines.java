package multikernel.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import multikernel.network.TcpProxy;

/**
 * A machine for each node, as far as its network goes: a namespace of Linux, in which the node has addresses and ports
 * of its own. Cluster and links are off loopback, so under TLS, over one bridge:
 *
 * <pre>
 *   test                      bridge 10.77.0.0/24
 *    | 127.0.0.n               |
 *    | 10.78.n.1 --- door -- namespace n --- mk 10.77.0.n
 *                    (to its 127.0.0.n)
 * </pre>
 *
 * <p>What a node serves on its loopback alone is reached through its door, of which no fault knows, at the address that
 * it is said to have. Faults are the kernel's: a cable that is out, filters, a queue. It takes root.
 */
final class Machines implements BadNetwork {

    private static final String AUTHORITY = "ours";
    private static final int LINK_PORT = 21_990;

    /** As much as through a proxy that is slow, see {@link ProxiedNetwork}. */
    private static final List<String> QUEUE = List.of("tbf", "rate", "4mbit", "burst", "16k", "latency", "400ms");

    /** What was lost is sent again within two minutes, TCP's longest wait; each look takes 50 ms and some processes. */
    private static final int LOOKS_MAX = 2_400;

    /** Of the columns that {@code ss} has. */
    private static final int QUEUE_TO_SEND = 2;

    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final String prefix = "mk" + ProcessHandle.current().pid();
    private final Certificates certificates;
    private final List<List<TcpProxy>> doors = new ArrayList<>();
    private final int clusterPort;
    private int made;

    Machines(int nodes, Path directory) throws Exception {
        Tools.need(List.of("ip", "ss", "iptables", "tc"), "iproute2 iptables");
        if (!System.getProperty("user.name").equals("root")) {
            throw new IOException("network namespaces are made by root: run as root");
        }
        clusterPort = ClusterNodes.freePort(nodes);
        certificates = new Certificates(directory.resolve("certificates"));
        certificates.authority(AUTHORITY);
        try {
            run("ip", "link", "add", prefix + "b", "type", "bridge");
            run("ip", "link", "set", prefix + "b", "up");
            while (made < nodes) {
                certificates.node(name(made), AUTHORITY, address(made));
                doors.add(new ArrayList<>());
                make(made++);
            }
        } catch (Exception failed) {
            close();
            throw failed;
        }
    }

    private static String address(int node) {
        return "10.77.0." + (node + 1);
    }

    private static String door(int node, int end) {
        return "10.78." + (node + 1) + "." + end;
    }

    private String name(int node) {
        return prefix + "-" + node;
    }

    private String cable(int node) {
        return prefix + "c" + node;
    }

    private void make(int node) throws Exception {
        var door = prefix + "d" + node;
        run("ip", "netns", "add", name(node));
        in(node, "ip", "link", "set", "lo", "up");
        run("ip", "link", "add", cable(node), "type", "veth", "peer", "name", "mk", "netns", name(node));
        run("ip", "link", "set", cable(node), "master", prefix + "b", "up");
        in(node, "ip", "address", "add", address(node) + "/24", "dev", "mk");
        in(node, "ip", "link", "set", "mk", "up");
        run("ip", "link", "add", door, "type", "veth", "peer", "name", "door", "netns", name(node));
        run("ip", "address", "add", door(node, 1) + "/30", "dev", door);
        run("ip", "link", "set", door, "up");
        in(node, "ip", "address", "add", door(node, 2) + "/30", "dev", "door");
        in(node, "ip", "link", "set", "door", "up");
        in(node, "sysctl", "-qw", "net.ipv4.conf.all.route_localnet=1");
        var inside = ClusterNodes.host(node);
        in(node, words("iptables -t nat -A PREROUTING -i door -p tcp -j DNAT --to-destination " + inside));
    }

    @Override
    public List<String> by(int node) {
        return List.of("ip", "netns", "exec", name(node));
    }

    @Override
    public List<String> options(int node) {
        var seeds = IntStream.range(0, made)
                .mapToObj(each -> address(each) + ":" + clusterPort)
                .collect(Collectors.joining(","));
        var options = new ArrayList<>(List.of(
                "-Dmultikernel.node=" + ClusterNodes.name(node),
                "-Dmultikernel.cluster.host=" + address(node),
                "-Dmultikernel.cluster.port=" + clusterPort,
                "-Dmultikernel.cluster.seeds=" + seeds,
                "-Dmultikernel.network.port=" + LINK_PORT,
                "-Dmultikernel.network.shared-memory.directory="));
        options.addAll(List.of(certificates.options(name(node), AUTHORITY)));
        return options;
    }

    @Override
    public void started(int node, Map<String, InetSocketAddress> addresses) throws IOException {
        close(doors.get(node));
        for (var address : addresses.values()) {
            if (address.getAddress().isLoopbackAddress()) {
                var inside = new InetSocketAddress(door(node, 2), address.getPort());
                doors.get(node).add(TcpProxy.between(address, inside, 0));
            }
        }
    }

    @Override
    public void stillLinks(boolean there) throws Exception {
        var way = there ? "INPUT -i mk" : "OUTPUT -o mk";
        in(made - 1, words("iptables -A " + way + " -p tcp -m multiport --ports " + LINK_PORT + " -j DROP"));
    }

    @Override
    public void deafen() throws Exception {
        for (var way : List.of("INPUT -s ", "OUTPUT -d ")) {
            in(made - 1, words("iptables -A " + way + address(0) + " -p tcp --dport " + clusterPort + " -j DROP"));
            in(made - 1, words("iptables -A " + way + address(0) + " -p tcp --sport " + clusterPort + " -j DROP"));
        }
    }

    @Override
    public void cutOff() throws Exception {
        run("ip", "link", "set", cable(made - 1), "down");
    }

    @Override
    public void slow() throws Exception {
        for (var node = 0; node < made; node++) {
            var words = new ArrayList<>(List.of("tc", "qdisc", "add", "dev", "mk", "root"));
            words.addAll(QUEUE);
            in(node, words.toArray(String[]::new));
        }
    }

    @Override
    public void lose(int percent, long nanos) throws Exception {
        var some = "iptables -A INPUT -i mk -m statistic --mode random --probability " + percent / 100.0 + " -j DROP";
        for (var node = 0; node < made; node++) {
            in(node, words(some));
        }
        LockSupport.parkNanos(nanos);
    }

    @Override
    public void heal() throws Exception {
        for (var node = 0; node < made; node++) {
            run("ip", "link", "set", cable(node), "up");
            in(node, "iptables", "-F");
            // says so where there was none
            Tools.complaint(inside(node, "tc", "qdisc", "del", "dev", "mk", "root"));
        }
    }

    @Override
    public void awaitSent() throws Exception {
        for (var node = 0; node < made; node++) {
            for (var look = 0; waits(node); look++) {
                if (look == LOOKS_MAX) {
                    throw new IOException(name(node) + " has still not sent what was lost");
                }
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }

    /** Whether it has yet to be told that something arrived, of what the cluster says. */
    private boolean waits(int node) throws Exception {
        var some = "( sport = :" + clusterPort + " or dport = :" + clusterPort + " )";
        var connections = inside(node, "ss", "-tnH", "state", "established", "state", "syn-sent", some);
        var process = new ProcessBuilder(connections).start();
        var lines = process.inputReader().lines().toList();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", connections) + ": status " + process.exitValue());
        }
        return lines.stream().anyMatch(line -> !line.split("\\s+")[QUEUE_TO_SEND].equals("0"));
    }

    private static void close(List<TcpProxy> doors) throws IOException {
        for (var door : doors) {
            door.close();
        }
        doors.clear();
    }

    @Override
    public void close() throws Exception {
        for (var each : doors) {
            close(each);
        }
        for (var node = 0; node < made; node++) {
            Tools.complaint(List.of("ip", "netns", "del", name(node)));
        }
        Tools.complaint(List.of("ip", "link", "del", prefix + "b"));
    }

    private static String[] words(String line) {
        return line.split(" ");
    }

    private List<String> inside(int node, String... words) {
        var command = new ArrayList<>(by(node));
        command.addAll(List.of(words));
        return command;
    }

    private void in(int node, String... words) throws Exception {
        run(inside(node, words).toArray(String[]::new));
    }

    private static void run(String... words) throws Exception {
        var complaint = Tools.complaint(List.of(words));
        if (!complaint.isEmpty()) {
            throw new IOException(complaint);
        }
    }
}
