package multikernel.domain;

import multikernel.multicast.Order;
import multikernel.multicast.Slow;
import multikernel.runtime.GroupDesk;
import multikernel.runtime.GroupKey;
import multikernel.urpc.Channel;

/**
 * The dispatchers of a domain, to be sent to together in one {@link Order}: those of this node, or with a
 * {@link WideSpec} those of all nodes that have the domain. Any thread may send.
 *
 * <p>The members are the dispatchers that run; who starts is one from then on, who ends is one no more. A message goes
 * to those who are members when it is sent, to each once for each of its starts, however often the members change
 * meanwhile: it is sent again over another tree, and who has it already is not given it twice. If the core that sends
 * ends, all that go on are given the message or none is.
 *
 * <p>Over several nodes the same holds, with nodes that the majority lets go of as members that end. Who is a member is
 * what a roll says which a majority of the nodes has put into order, so who starts becomes one a moment later. On a
 * node that is cut off from the others a group stands still: what is sent there reaches that node's members until a
 * window is under way, then its sender is told {@code BUSY}; when the link is back before the others let go of the
 * node, all of it reaches all. A message that is to leave its node has 64 KiB at most; a longer one throws
 * {@link multikernel.link.TooLong} at its sender.
 *
 * <p>Order is that of senders that are cores with a dispatcher of the domain; all other threads of a node are one
 * sender, the lowest of its cores.
 *
 * @param <M> what the dispatchers understand
 */
public final class Group<M> {

    private final GroupDesk desk;
    private final GroupKey key;

    Group(GroupDesk desk, GroupKey key) {
        this.desk = desk;
        this.key = key;
    }

    public Order order() {
        return key.order();
    }

    public Slow slow() {
        return key.slow();
    }

    /**
     * Sends to all, the caller's own core too.
     *
     * @return {@code BUSY} if as much is under way as may be: the message is the caller's still; {@code CLOSED} if
     *     nobody is there
     */
    public Channel.Sent multicast(M message) {
        return desk.cast(key, message, null);
    }

    /** The same, and asks to be told: {@code room} runs once after {@code BUSY}, when there may be room. */
    public Channel.Sent multicast(M message, Runnable room) {
        return desk.cast(key, message, room);
    }
}
