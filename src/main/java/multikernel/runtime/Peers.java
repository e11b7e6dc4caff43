package multikernel.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.monitor.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * A monitor's channels to its peers. A message that finds its channel full waits here, in order, and goes when there is
 * room: a monitor never waits.
 */
final class Peers {

    private static final class Peer {
        final int incarnation;
        final @Nullable ControlChannel channel;
        final ArrayDeque<Envelope> outgoing = new ArrayDeque<>();

        Peer(int incarnation, @Nullable ControlChannel channel) {
            this.incarnation = incarnation;
            this.channel = channel;
        }
    }

    private final CoreSite site;
    private final int outgoingMax;
    private final Map<CoreId, Peer> peers = new HashMap<>();

    Peers(CoreSite site) {
        this.site = site;
        this.outgoingMax = site.setup().settings().agreement().heldMax();
    }

    /** A peer that has ended and been buried since the view was ordered has no channel: what is for it goes nowhere. */
    void open(CoreId core, int incarnation) {
        var channel = site.peer(core, incarnation).map(site.thread()::control).orElse(null);
        peers.put(core, new Peer(incarnation, channel));
    }

    void close(CoreId core, int incarnation) {
        var peer = peers.get(core);
        if (peer != null && peer.incarnation == incarnation) {
            peers.remove(core);
        }
    }

    /**
     * @throws IllegalStateException if more waits for this peer than protocols of bounded operations can have in
     *     flight: the peer has long been suspected by then
     */
    void send(CoreId to, Envelope envelope) {
        var peer = peers.get(to);
        if (peer == null) {
            throw new IllegalStateException(site.core() + " has no channel to " + to);
        }
        if (peer.channel == null || (peer.outgoing.isEmpty() && peer.channel.offer(envelope))) {
            return;
        }
        if (peer.outgoing.size() >= outgoingMax) {
            throw new IllegalStateException("more than " + outgoingMax + " messages wait for " + to);
        }
        peer.outgoing.addLast(envelope);
    }

    void room(CoreId to) {
        var peer = peers.get(to);
        while (peer != null
                && peer.channel != null
                && !peer.outgoing.isEmpty()
                && peer.channel.offer(peer.outgoing.getFirst())) {
            peer.outgoing.removeFirst();
        }
    }
}
