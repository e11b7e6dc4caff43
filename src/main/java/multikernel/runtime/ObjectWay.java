package multikernel.runtime;

import java.util.ArrayDeque;
import multikernel.base.Refusal;
import multikernel.monitor.ObjectEnvelope;
import multikernel.urpc.Channel;
import multikernel.urpc.Channel.Sent;
import org.jspecify.annotations.Nullable;

/**
 * The way from one core's replica of an object to that of a peer: a data channel, made once both have begun the object,
 * and what waits for it, in order. Who begins later connects first, and is connected to in return.
 */
final class ObjectWay<S, C> {

    private final ReplicatedObject<S, C> object;
    private final Incarnation peer;
    private final int waitingMax;
    private final ArrayDeque<ObjectEnvelope<S, C>> waiting = new ArrayDeque<>();
    private final Runnable room = this::room;
    private @Nullable Channel<ObjectEnvelope<S, C>> channel;
    private boolean connecting;
    private boolean peerHasBegun;
    private boolean closed;

    /** @param waitingMax more than bounded operations can have on their way */
    ObjectWay(ReplicatedObject<S, C> object, Incarnation peer, int waitingMax) {
        this.object = object;
        this.peer = peer;
        this.waitingMax = waitingMax;
    }

    Incarnation peer() {
        return peer;
    }

    void connect() {
        if (connecting || channel != null || closed) {
            return;
        }
        connecting = true;
        object.connect(peer).whenComplete((made, refused) -> {
            connecting = false;
            if (refused == null) {
                connected(made);
            } else {
                refused(refused);
            }
        });
    }

    /** The peer has connected to this core, so it can be connected to. */
    void peerBegan() {
        peerHasBegun = true;
        connect();
    }

    private void connected(Channel<ObjectEnvelope<S, C>> made) {
        channel = made;
        if (closed) {
            made.close();
        } else {
            room();
        }
    }

    private void refused(Throwable why) {
        var refusal = why instanceof ChannelRefused refused ? refused.refusal() : Refusal.NOT_SUPPORTED;
        switch (refusal) {
            case NO_SUCH_EXPORT -> {
                if (peerHasBegun) {
                    peerHasBegun = false;
                    connect();
                }
            }
            case NO_SUCH_CORE, STOPPING -> {}
            default -> object.say("cannot reach " + peer.id() + ": " + why.getMessage());
        }
    }

    /** @throws CoreFailure if more waits than can: the peer has long been suspected by then */
    void send(ObjectEnvelope<S, C> envelope) {
        if (waiting.isEmpty() && channel != null) {
            if (channel.trySend(envelope, room) != Sent.BUSY) {
                return;
            }
        } else if (waiting.size() >= waitingMax) {
            throw new CoreFailure("more than " + waitingMax + " messages about " + object + " wait for " + peer.id());
        }
        waiting.addLast(envelope);
    }

    /** What goes to a channel that is closed goes nowhere: a view is on its way, or the end of the domain. */
    private void room() {
        var open = channel;
        while (open != null && !waiting.isEmpty()) {
            if (open.trySend(waiting.getFirst(), room) == Sent.BUSY) {
                return;
            }
            waiting.removeFirst();
        }
    }

    void close() {
        closed = true;
        waiting.clear();
        if (channel != null) {
            channel.close();
        }
    }
}
