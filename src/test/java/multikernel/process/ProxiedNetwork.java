package multikernel.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import multikernel.network.TcpProxy;

/**
 * What is between nodes of one cluster on this machine: in front of each a proxy for what the cluster says and one for
 * links. The lower of two names dials a link, so all links of the highest come through the one in front of it, and none
 * through the lowest one's.
 */
final class ProxiedNetwork implements BadNetwork {

    /** What a piece costs on a slow link, and of how many bytes it is at most. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int SLOW_BYTES = 1024;
    /** What a lost segment costs until it is sent again. */
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** From one to the next at most, where one of a hundred is lost. */
    private static final long BETWEEN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<TcpProxy> cluster = new ArrayList<>();
    private final List<TcpProxy> links = new ArrayList<>();
    private final Random random;
    private final int clusterPort;
    private final int linkPort;
    private final int toldClusterPort;
    private final int toldLinkPort;

    ProxiedNetwork(int nodes, long seed) throws IOException {
        random = new Random(seed);
        toldClusterPort = ClusterNodes.freePort(nodes);
        clusterPort = ClusterNodes.freePort(nodes);
        between(cluster, nodes, toldClusterPort, clusterPort);
        toldLinkPort = ClusterNodes.freePort(nodes);
        linkPort = ClusterNodes.freePort(nodes);
        between(links, nodes, toldLinkPort, linkPort);
    }

    private void between(List<TcpProxy> all, int nodes, int told, int port) throws IOException {
        for (var node = 0; node < nodes; node++) {
            var host = ClusterNodes.host(node);
            all.add(TcpProxy.between(
                    new InetSocketAddress(host, told), new InetSocketAddress(host, port), random.nextLong()));
        }
    }

    /** How a node is reached through it; by what it says over the cluster's connections it is known who says it. */
    @Override
    public List<String> options(int node) {
        var seeds = new ArrayList<String>();
        for (var each = 0; each < cluster.size(); each++) {
            seeds.add(ClusterNodes.host(each) + ":" + toldClusterPort);
        }
        return List.of(
                "-Dmultikernel.cluster.port=" + clusterPort,
                "-Dmultikernel.cluster.announced-port=" + toldClusterPort,
                "-Dmultikernel.cluster.seeds=" + String.join(",", seeds),
                "-Dmultikernel.network.port=" + linkPort,
                "-Dmultikernel.network.announced-port=" + toldLinkPort,
                "-Dmultikernel.network.shared-memory.directory=",
                "-Dakka.remote.artery.advanced.tcp.outbound-client-hostname=" + ClusterNodes.host(node));
    }

    @Override
    public void stillLinks(boolean there) {
        links.getLast().still(there, !there);
    }

    @Override
    public void deafen() throws IOException {
        cluster.getFirst().cut(caller(cluster.size() - 1));
        cluster.getLast().cut(caller(0));
    }

    private static InetAddress caller(int node) throws IOException {
        return InetAddress.getByName(ClusterNodes.host(node));
    }

    @Override
    public void cutOff() throws IOException {
        links.getLast().cut();
        cluster.getLast().cut();
        var caller = caller(cluster.size() - 1);
        cluster.forEach(proxy -> proxy.cut(caller));
    }

    @Override
    public void slow() {
        links.forEach(link -> link.slow(SLOW_NANOS, SLOW_BYTES));
    }

    /** What is sent on one link after another has to be sent again, the more often the more is lost. */
    @Override
    public void lose(int percent, long nanos) {
        for (var end = System.nanoTime() + nanos; System.nanoTime() - end < 0; ) {
            var loses = links.get(1 + random.nextInt(links.size() - 1));
            loses.still(true, true);
            LockSupport.parkNanos(AGAIN_NANOS);
            loses.still(false, false);
            LockSupport.parkNanos(random.nextLong(BETWEEN_NANOS / percent));
        }
    }

    @Override
    public void heal() {
        cluster.forEach(TcpProxy::heal);
        links.forEach(TcpProxy::heal);
    }

    @Override
    public void close() throws IOException {
        for (var proxy : cluster) {
            proxy.close();
        }
        for (var proxy : links) {
            proxy.close();
        }
    }
}
