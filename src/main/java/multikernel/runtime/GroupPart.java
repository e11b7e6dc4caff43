package multikernel.runtime;

import java.util.ArrayDeque;
import multikernel.base.CoreId;
import multikernel.multicast.CastLimits;
import multikernel.multicast.Casts;
import multikernel.multicast.Ground;
import multikernel.multicast.GroupMessage;
import multikernel.multicast.GroupMessage.Down;
import multikernel.multicast.GroupView;
import multikernel.multicast.Routes;
import multikernel.multicast.Said;
import multikernel.multicast.Seat;
import org.jspecify.annotations.Nullable;

/** One dispatcher's part in one group of its domain: performs what the machine wants done. */
final class GroupPart implements Ground<Object> {

    /** What lies in the dispatcher's mailbox of one group: others want to send to it, too. */
    private static final int IN_MAILBOX_MAX = 64;

    /** What a part needs of its post. */
    interface Host {

        void send(CoreId to, GroupLetter letter);

        /** To the dispatcher. */
        void hand(GroupLetter letter);

        void room();

        void slow(GroupKey group, Seat member);

        void missed(GroupKey group, Seat origin, long count);
    }

    private final GroupKey key;
    private final Host host;
    private final Casts<Object> casts;
    private final ArrayDeque<GroupLetter.Cast> handing = new ArrayDeque<>();
    private int inMailbox;
    private GroupLetter.@Nullable Cast current;

    GroupPart(GroupKey key, CoreId core, CastLimits limits, Routes routes, Host host) {
        this.key = key;
        this.host = host;
        casts = new Casts<>(core, key.order(), key.slow(), limits, routes, this);
    }

    void view(GroupView view) {
        casts.view(view);
    }

    Said cast(Object message) {
        return casts.cast(message);
    }

    void heard(GroupLetter.Cast letter) {
        current = letter;
        casts.heard(letter.message());
    }

    /** The dispatcher takes it. */
    void taken(Down<Object> down) {
        inMailbox--;
        handOn();
        casts.taken(down);
    }

    boolean isFull() {
        return casts.isFull();
    }

    void ticked(long nowNanos) {
        casts.ticked(nowNanos);
    }

    @Override
    public void send(CoreId to, GroupMessage<Object> message) {
        host.send(to, letter(message));
    }

    /** What is passed on goes in the letter that it came in. */
    @SuppressWarnings("ReferenceEquality") // the very same
    private GroupLetter.Cast letter(GroupMessage<Object> message) {
        var last = current;
        if (last == null || last.message() != message) {
            last = new GroupLetter.Cast(key, message);
            current = last;
        }
        return last;
    }

    @Override
    public void deliver(Down<Object> message) {
        handing.add(letter(message));
        handOn();
    }

    private void handOn() {
        while (inMailbox < IN_MAILBOX_MAX && !handing.isEmpty()) {
            inMailbox++;
            host.hand(handing.remove());
        }
    }

    @Override
    public void room() {
        host.room();
    }

    @Override
    public void slow(Seat member) {
        host.slow(key, member);
    }

    @Override
    public void missed(Seat origin, long count) {
        host.missed(key, origin, count);
    }
}
