package multikernel.runtime;

import multikernel.urpc.Channel;
import multikernel.urpc.Line;
import multikernel.urpc.SleepWord;
import org.jspecify.annotations.Nullable;

/**
 * What the two ends of a channel between two cores know of each other beside its ring: each word has one writer.
 *
 * <p>The receiver's end sleeps on a word of its own, so that a core looks at channels in use only.
 */
final class Link {

    private static final int COUNT = 0;
    private static final int STALLS = 1;
    private static final int REJECTED = 2;

    private final Incarnation from;
    private final Incarnation to;
    private final String domain;
    private final int number;
    private final Line sender = new Line();
    private final Line receiver = new Line();
    private final SleepWord word = new SleepWord(this::wakeReceiver);

    private volatile boolean refusesMore;
    private volatile Channel.@Nullable Ending over;
    private volatile @Nullable Runnable receiverEnd;
    private volatile @Nullable Runnable senderEnd;

    /**
     * @param domain the sender's
     * @param number of all that is slept on in this node
     */
    Link(Incarnation from, Incarnation to, String domain, int number) {
        this.from = from;
        this.to = to;
        this.domain = domain;
        this.number = number;
    }

    Incarnation from() {
        return from;
    }

    Incarnation to() {
        return to;
    }

    String domain() {
        return domain;
    }

    int number() {
        return number;
    }

    SleepWord word() {
        return word;
    }

    /** Receiver. */
    void received() {
        receiver.add(COUNT, 1);
    }

    /** Sender. */
    void accepted() {
        sender.add(COUNT, 1);
    }

    /** Sender. */
    void stalled() {
        sender.add(STALLS, 1);
    }

    /** Sender: what was accepted and did not arrive. */
    long rejectRest() {
        var rest = Math.max(0, sent() - receivedCount());
        sender.add(REJECTED, rest);
        return rest;
    }

    long sent() {
        return sender.getOpaque(COUNT);
    }

    long receivedCount() {
        return receiver.getOpaque(COUNT);
    }

    long stalls() {
        return sender.getOpaque(STALLS);
    }

    long rejected() {
        return sender.getOpaque(REJECTED);
    }

    /** Receiver: it wants no more than what was accepted. */
    void refuseMore() {
        refusesMore = true;
        wakeSender();
    }

    boolean refusesMore() {
        return refusesMore;
    }

    /** Receiver: it has taken its last message. */
    void over(Channel.Ending why) {
        over = why;
        wakeSender();
    }

    Channel.@Nullable Ending over() {
        return over;
    }

    void senderEnd(Runnable attend) {
        senderEnd = attend;
    }

    void receiverEnd(Runnable attend) {
        receiverEnd = attend;
    }

    private void wakeSender() {
        var attend = senderEnd;
        if (attend != null) {
            from.inbox().attend(attend);
        }
    }

    private void wakeReceiver() {
        var attend = receiverEnd;
        if (attend != null) {
            to.inbox().attend(attend);
        }
    }
}
