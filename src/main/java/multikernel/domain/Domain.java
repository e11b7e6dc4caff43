package multikernel.domain;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.multicast.Order;
import multikernel.multicast.Slow;
import multikernel.runtime.GroupDesk;
import multikernel.runtime.GroupKey;
import multikernel.runtime.NodeBoard;
import multikernel.runtime.RoundDesk;
import multikernel.urpc.Channel;

/**
 * A domain that this program has spawned.
 *
 * @param <M> what its dispatchers understand
 */
public final class Domain<M> {

    private final DomainSpec spec;
    private final NodeBoard board;
    private final GroupDesk desk;
    private final Group<M> everyone;

    Domain(DomainSpec spec, BootedNode node) {
        this.spec = spec;
        this.board = node.setup().board();
        this.desk = new GroupDesk(spec, node.setup(), node.system());
        everyone = new Group<>(desk, new GroupKey(Order.FIFO, Slow.HOLD));
    }

    public String name() {
        return spec.name();
    }

    public List<CoreId> cores() {
        return spec.cores();
    }

    /**
     * The dispatcher on this core, in its present incarnation; ask again after the core was lost.
     *
     * @throws NoSuchElementException if the domain has none there now
     */
    public ActorRef<M> on(CoreId core) {
        return now(core)
                .orElseThrow(() ->
                        new NoSuchElementException("domain " + spec.name() + " has no dispatcher on " + core + " now"));
    }

    /**
     * Sends to every dispatcher of the domain, down a tree: {@link Group#multicast} of the group that keeps each
     * sender's order and is held back by its slowest member.
     */
    public Channel.Sent multicast(M message) {
        return everyone.multicast(message);
    }

    /**
     * Sends to one dispatcher of the domain: to that which is expected to be done with it first, as seen by this
     * sender. Accepted, it is taken by one, also if the first that it is for ends before it takes it; if that took it
     * and ended before this was heard, by another again. What the caller's core has accepted ends with that core. With
     * a {@link WideSpec} it may be one on another node.
     *
     * @return {@code BUSY} if nobody has room, {@code CLOSED} if there is nobody
     */
    public Channel.Sent anycast(M message) {
        return desk.castAny(message, null);
    }

    /** The same, and asks to be told: {@code room} runs once after {@code BUSY}, when there may be room. */
    public Channel.Sent anycast(M message, Runnable room) {
        return desk.castAny(message, room);
    }

    /**
     * All dispatchers of the domain, as a group with another order, or that does something else about slow members.
     * With a {@link WideSpec} these are the dispatchers on all nodes; otherwise each node's domain has a group of its
     * own.
     */
    public Group<M> group(Order order, Slow slow) {
        return new Group<>(desk, new GroupKey(order, slow));
    }

    /**
     * Where this domain's dispatchers wait for each other: barriers, gathering and reducing. Used by a dispatcher on
     * its core's thread alone. With a {@link WideSpec}, in a cluster, they are those of all nodes.
     */
    public RoundDesk rounds() {
        return desk.rounds();
    }

    @SuppressWarnings("unchecked")
    Optional<ActorRef<M>> now(CoreId core) {
        return Optional.ofNullable(
                (ActorRef<M>) board.bindings(spec.name()).dispatchers().get(core));
    }
}
