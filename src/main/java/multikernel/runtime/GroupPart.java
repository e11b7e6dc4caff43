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

    /** What a part needs of its post. */
    interface Host {

        void send(CoreId to, GroupLetter letter);

        /** Something is here for the dispatcher. */
        void arrived();

        /** To the dispatcher. */
        void hand(GroupLetter letter);

        void room();

        void slow(GroupKey group, Seat member);

        void missed(GroupKey group, Seat origin, long count);

        /** To look at what waits, some time from now and again. */
        void watchSoon();

        /** A round is over: the answer follows outside of the machine. */
        void over(Runnable answer);
    }

    private final GroupKey key;
    private final Host host;
    private final Casts<Object> casts;
    private final int mailboxMax;
    private final ArrayDeque<GroupLetter.Cast> handing = new ArrayDeque<>();
    private int inMailbox;
    private GroupLetter.@Nullable Cast current;

    /** @param mailboxMax messages that lie in the dispatcher's mailbox */
    GroupPart(GroupKey key, CoreId core, CastLimits limits, int mailboxMax, Routes routes, Host host) {
        this.key = key;
        this.host = host;
        this.mailboxMax = mailboxMax;
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
        host.arrived();
        handing.add(letter(message));
        handOn();
    }

    private void handOn() {
        while (inMailbox < mailboxMax && !handing.isEmpty()) {
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
