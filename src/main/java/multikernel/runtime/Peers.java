package multikernel.runtime;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.codec.BadMessage;
import multikernel.codec.Codec;
import multikernel.codec.Incoming;
import multikernel.codec.Outgoing;
import multikernel.monitor.Envelope;
import multikernel.monitor.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A monitor's rings to and from its peers, and what turns messages into lines and back: each monitor has a codec of its
 * own, and nothing but bytes goes from one to another. A message that finds its ring full waits here, in order, and
 * goes when there is room: a monitor never waits.
 */
final class Peers {

    /** Derived once; every monitor takes another of it. */
    private static final Codec<Envelope> SHAPE = Wire.codec();

    private static final class Peer {
        final int incarnation;
        final ControlChannel channel;
        final Outgoing<Envelope> sending;
        final ArrayDeque<Envelope> outgoing = new ArrayDeque<>();

        Peer(int incarnation, ControlChannel channel) {
            this.incarnation = incarnation;
            this.channel = channel;
            this.sending = Outgoing.over(SHAPE, channel);
        }

        /** Taken, or dropped and counted. */
        boolean offer(Envelope envelope) {
            if (channel.isCut()) {
                channel.drop();
                return true;
            }
            return sending.offer(envelope);
        }
    }

    private final CoreSite site;
    private final int outgoingMax;

    /** Null for a peer that had ended and was buried before the view that names it came: it has no channel. */
    private final Map<CoreId, @Nullable Peer> peers = new HashMap<>();

    private final Map<Incarnation, Incoming<Envelope>> receiving = new HashMap<>();

    Peers(CoreSite site) {
        this.site = site;
        this.outgoingMax = site.setup().settings().agreement().heldMax();
    }

    /** Derives the codec now, on a thread that nobody waits for, rather than on the first core's. */
    static void prepare() {
        SHAPE.fingerprint();
    }

    /** A peer that has ended and been buried since the view was ordered has no channel: what is for it goes nowhere. */
    void open(CoreId core, int incarnation) {
        receiving.keySet().removeIf(Incarnation::isBuried);
        var channel = site.peer(core, incarnation).map(site.thread()::control).orElse(null);
        peers.put(core, channel == null ? null : new Peer(incarnation, channel));
    }

    void close(CoreId core, int incarnation) {
        var peer = peers.get(core);
        if (peer == null || peer.incarnation == incarnation) {
            peers.remove(core);
        }
    }

    /**
     * @throws IllegalStateException if more waits for this peer than protocols of bounded operations can have in
     *     flight: the peer has long been suspected by then
     */
    void send(CoreId to, Envelope envelope) {
        if (!peers.containsKey(to)) {
            throw new IllegalStateException(site.core() + " has no channel to " + to);
        }
        var peer = peers.get(to);
        if (peer == null || (peer.outgoing.isEmpty() && peer.offer(envelope))) {
            return;
        }
        if (peer.outgoing.size() >= outgoingMax) {
            throw new IllegalStateException("more than " + outgoingMax + " messages wait for " + to);
        }
        peer.outgoing.addLast(envelope);
    }

    /** Goes on with the message that is half sent, then with those that wait. */
    void room(CoreId to) {
        var peer = peers.get(to);
        if (peer == null || !(peer.channel.isCut() || peer.sending.resume())) {
            return;
        }
        while (!peer.outgoing.isEmpty() && peer.offer(peer.outgoing.getFirst())) {
            peer.outgoing.removeFirst();
        }
    }

    /**
     * A line from a peer.
     *
     * @return the message that it ends, null while the message goes on
     * @throws CoreFailure if it is no part of a message: both ends are of one program, so one of them is broken
     */
    @Nullable
    Envelope heard(Incarnation from, MemorySegment memory, long offset, int tag) {
        try {
            return receiving.computeIfAbsent(from, peer -> Incoming.with(SHAPE)).line(memory, offset, tag);
        } catch (BadMessage bad) {
            throw new CoreFailure(
                    from + " sent " + site.core() + " what is no message of a monitor: " + bad.getMessage());
        }
    }
}
