package multikernel.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import multikernel.base.Refusal;
import multikernel.link.ChannelName;
import multikernel.link.Farewell;
import multikernel.link.Frame;
import multikernel.link.LinkLimits;
import multikernel.link.NodeLink;
import multikernel.link.NodeName;
import multikernel.network.LinkRefused.Reason;
import multikernel.runtime.Gateway;
import org.jspecify.annotations.Nullable;

/**
 * This node's links to others, over TCP and, with those of its machine, over shared memory, and the channels on them.
 * The thread of its loop makes it and uses all of it. Who is no peer here is answered by its name and not talked to.
 */
final class Peers implements AutoCloseable {

    /** Of the time after which an end says that it is alive. */
    private static final int TICKS = 8;

    private final NodeName self;
    private final LinkLimits limits;
    private final PeerWatcher watcher;
    private final @Nullable LinkTls tls;
    private final SocketLoop loop;
    private final PeerSockets sockets;
    private final PeerDoor door;
    private final Optional<Locality> locality;
    private final Map<String, PeerLink> links = new TreeMap<>();
    /** One number for each name that was ever fenced or forgotten here; no stranger adds to them. */
    private final Map<String, Long> fences = new HashMap<>();

    private final PendingOpens pending = new PendingOpens();

    private boolean isFlushDue;
    private boolean isClosed;
    private long tickAt = System.nanoTime();

    private Peers(
            SocketLoop loop,
            NodeName self,
            LinkLimits limits,
            @Nullable LinkTls tls,
            Optional<Locality> locality,
            PeerWatcher watcher,
            PeerDoor door) {
        this.loop = loop;
        this.locality = locality;
        this.door = door;
        loop.enter();
        this.self = self;
        this.limits = limits;
        this.tls = tls;
        sockets = new PeerSockets(this, tls);
        this.watcher = watcher;
    }

    /**
     * Listens.
     *
     * @param address port 0 for any free one
     * @param tls null on loopback only
     * @param locality closed with these links; empty if all of them stay on the network
     * @throws LinkRefused {@code NOT_OURS} without TLS off loopback, {@code FILES} if the port cannot be had
     */
    static Peers listen(
            SocketLoop loop,
            NodeName self,
            InetSocketAddress address,
            LinkLimits limits,
            @Nullable LinkTls tls,
            Optional<Locality> locality,
            PeerWatcher watcher,
            PeerDoor door) {
        requireSecure(tls, address);
        var peers = new Peers(loop, self, limits, tls, locality, watcher, door);
        try {
            peers.sockets.bind(address);
            return peers;
        } catch (IOException refused) {
            peers.close();
            throw new LinkRefused(Reason.FILES, "links at " + address, refused);
        }
    }

    public InetSocketAddress address() {
        return sockets.address();
    }

    /** From now on there is a link to this peer, whenever it is there; the lower of the two names dials. */
    public void connect(String peer, InetSocketAddress address) {
        requireSecure(tls, address);
        if (!links.containsKey(peer)) {
            var link = new NodeLink(self, peer, locality.map(Locality::proof).orElse(""), limits, now());
            link.fence(fences.getOrDefault(peer, 0L));
            var made = new PeerLink(this, link, address, watcher);
            links.put(peer, made);
            made.tick();
        }
    }

    private static void requireSecure(@Nullable LinkTls tls, InetSocketAddress address) {
        if (tls == null && !address.getAddress().isLoopbackAddress()) {
            throw new LinkRefused(
                    Reason.NOT_OURS, "multikernel.network.tls: " + address + " is not loopback, where links need it");
        }
    }

    /** Nothing that the peer says up to this incarnation is believed any more, whether it is connected or not. */
    public void fence(String peer, long incarnation) {
        fences.merge(peer, incarnation, Math::max);
        var link = links.get(peer);
        if (link != null) {
            link.fence(incarnation);
        }
    }

    /** Ends the link, and says goodbye. The incarnation that it was with does not come back, a later one may. */
    public void forget(String peer) {
        var link = links.remove(peer);
        if (link != null) {
            link.leave();
            fences.merge(peer, link.link().reading().fencedTo(), Math::max);
        }
    }

    /**
     * It listens there from now on. Whoever is dialled by it has nothing to do: the link may already be with its later
     * start, which would not come back.
     */
    void move(String peer, InetSocketAddress address) {
        var link = links.get(peer);
        if (link != null && link.link().isDialler()) {
            forget(peer);
        }
        connect(peer, address);
    }

    /**
     * Asks a peer for a channel. Who is not there yet, for the link is new, is waited for as long as a greeting may
     * take; refused as {@code NO_TIER} while it is not there.
     */
    void open(String peer, ChannelName name, long fingerprint, Gateway.Sender sender) {
        var link = links.get(peer);
        if (link == null) {
            sender.refused(Refusal.NO_TIER, peer + " is no peer");
        } else if (!link.isNew(now()) || !pending.add(peer, name, fingerprint, sender, link.newUntilNanos())) {
            link.open(name, fingerprint, sender);
        }
    }

    /** To be called several times in {@link LinkLimits#aliveNanos}. */
    void tick() {
        if (now() - tickAt >= 0) {
            tickAt = now() + limits.aliveNanos() / TICKS;
            List.copyOf(links.values()).forEach(PeerLink::tick);
            sockets.tick();
            pending.tick(now());
        }
    }

    /** What was said goes with the end of this turn of the loop's at the latest, or with {@link #flush}. */
    void flushSoon() {
        if (!isFlushDue) {
            isFlushDue = true;
            loop.netty().execute(this::flush);
        }
    }

    /** Sends what was said. */
    void flush() {
        if (isFlushDue) {
            isFlushDue = false;
            List.copyOf(links.values()).forEach(PeerLink::flush);
        }
    }

    PendingOpens pending() {
        return pending;
    }

    SocketLoop loop() {
        return loop;
    }

    Optional<Locality> locality() {
        return locality;
    }

    PeerSockets sockets() {
        return sockets;
    }

    PeerDoor door() {
        return door;
    }

    /** Channels that have not ended. */
    int channels() {
        return links.values().stream().mapToInt(PeerLink::channels).sum();
    }

    long now() {
        return System.nanoTime();
    }

    /** The name of this node. */
    String self() {
        return self.node();
    }

    LinkLimits limits() {
        return limits;
    }

    /** A stranger has said who he is; null, and the connection is closed, if he is none of ours. */
    @Nullable
    PeerLink called(PeerConnection connection, Frame.Hello hello) {
        sockets.known(connection);
        var link = links.get(hello.node());
        if (link == null) {
            connection.drop(Optional.of(Farewell.UNKNOWN));
        } else {
            link.called(connection, hello);
        }
        return link;
    }

    /** Says goodbye and closes every socket; to end in peace, close the channels first and take turns. */
    @Override
    public void close() {
        if (isClosed || !loop.isOwn()) {
            return;
        }
        isClosed = true;
        pending.close();
        List.copyOf(links.keySet()).forEach(this::forget);
        sockets.close();
        locality.ifPresent(Locality::close);
        loop.leave();
    }

    /** Takes the sockets from a thread that stands still or has ended; any thread. */
    void fence() {
        sockets.fence();
    }
}
