package multikernel.runtime;

import akka.actor.typed.ActorSystem;
import java.util.Comparator;
import java.util.Objects;
import multikernel.base.DomainSpec;
import multikernel.codec.Codec;
import multikernel.link.TooLong;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/**
 * How a program sends to the dispatchers of a domain of this node together. Used by any thread: on a core that has a
 * dispatcher of the domain what is sent begins there, at once; from elsewhere it enters by the lowest core that has
 * one.
 */
public final class GroupDesk {

    private final String domain;
    private final NodeBoard board;
    private final int enteringMax;
    private final Interconnect interconnect;
    private final @Nullable Codec<Object> codec;
    private volatile @Nullable GroupGate gate;

    public GroupDesk(DomainSpec spec, NodeSetup setup, ActorSystem<?> system) {
        domain = spec.name();
        var messages = setup.factories().wide(spec);
        codec = messages == null ? null : messages.codec();
        board = setup.board();
        enteringMax = setup.settings().groups().enteringMax();
        interconnect = Interconnect.of(system);
    }

    /**
     * To all.
     *
     * @param room after {@code BUSY}: runs once, when there is room; null if nobody waits for it
     * @throws multikernel.codec.Unsendable if members on other nodes could not be sent it
     * @throws TooLong if it takes too many bytes for them
     */
    public Channel.Sent cast(GroupKey group, Object message, @Nullable Runnable room) {
        var post = here();
        return post == null ? enter(group, message, room) : post.cast(group, message, room);
    }

    /** The same to one of them. */
    public Channel.Sent castAny(Object message, @Nullable Runnable room) {
        var post = here();
        return post == null ? enter(null, message, room) : post.castAny(message, room);
    }

    /** Where they wait for each other. */
    public RoundDesk rounds() {
        return new RoundDesk(domain, interconnect);
    }

    private @Nullable GroupPost here() {
        var posts = CoreThread.posts(interconnect);
        return posts == null ? null : posts.of(domain);
    }

    private Channel.Sent enter(@Nullable GroupKey group, Object message, @Nullable Runnable room) {
        var bindings = board.bindings(domain);
        var lowest = bindings.posts().keySet().stream().min(Comparator.naturalOrder());
        if (lowest.isEmpty()) {
            return Channel.Sent.CLOSED;
        }
        check(message);
        var open = gate(Objects.requireNonNull(bindings.posts().get(lowest.get())));
        if (open.enter()) {
            open.post().tell(new GroupLetter.Enter(group, message, bindings.number(), open));
            return Channel.Sent.ACCEPTED;
        }
        if (room != null) {
            open.room(room);
        }
        return Channel.Sent.BUSY;
    }

    /** What its post would find out too late for its sender. */
    private synchronized void check(Object message) {
        if (codec != null && codec.bytesOf(message) > WideLetter.MESSAGE_BYTES_MAX) {
            throw new TooLong(codec.bytesOf(message), WideLetter.MESSAGE_BYTES_MAX);
        }
    }

    /** What entered by a post that has ended since is counted there, and no more here. */
    private synchronized GroupGate gate(Posted by) {
        var now = gate;
        if (now == null || !now.post().equals(by.post())) {
            now = new GroupGate(by.post(), enteringMax);
            gate = now;
        }
        return now;
    }
}
