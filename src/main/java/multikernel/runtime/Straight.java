package multikernel.runtime;

import multikernel.urpc.Lane;

/**
 * Says which actors may run straight from the lane, past their empty mailboxes. The clock is read once for many
 * messages: only when a stretch of them was slow is each of the next timed by itself, until it is known whose they are.
 * That actor goes by its mailbox and slices for a while, so that it slows nobody else on its lane. A turn that has
 * given its time away goes on by the mailboxes, too.
 */
final class Straight extends StraightState {

    /** Messages between two looks at the clock while all are fast. */
    private static final int STRIDE_MAX = Lane.RUN;

    /** Messages of a slow actor that go by its mailbox before its next trial, which costs the others one message. */
    static final int SLOW_MESSAGES = 64;

    private final long turnNanos;
    private final long messageNanosMax;

    @SuppressWarnings("unused") // keeps what comes behind it off the lines of the state
    private long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, qa, qb, qc, qd, qe, qf;

    Straight(DispatchLimits limits) {
        turnNanos = limits.sliceTime().toNanos();
        messageNanosMax = turnNanos / STRIDE_MAX;
    }

    /** A turn begins. */
    void turn(boolean allowed) {
        turn++;
        open = allowed;
    }

    /** For the rest of this turn nobody runs straight. */
    void close() {
        open = false;
    }

    boolean isOpen() {
        return open;
    }

    /** May its message run now, as far as time goes? One that was slow is given a new trial after a while. */
    boolean admits(MailboxState state) {
        if (state.slowFor() == 0) {
            return true;
        }
        state.slowFor(state.slowFor() - 1);
        if (state.slowFor() > 0) {
            return false;
        }
        timeEach();
        return true;
    }

    private void timeEach() {
        stride = 1;
        left = 1;
    }

    void before() {
        if (timesEach()) {
            lookedAt = System.nanoTime();
        }
    }

    /** Is the next message timed by itself? */
    boolean timesEach() {
        return stride == 1;
    }

    void after(MailboxState state) {
        if (--left == 0) {
            look(state, lookedAt, System.nanoTime());
        }
    }

    /** @param state of the actor whose message was the last of those since {@code lookedAt} */
    void look(MailboxState state, long lookedAt, long now) {
        if (now - lookedAt <= stride * messageNanosMax) {
            stride = Math.min(2 * stride, STRIDE_MAX);
        } else if (stride == 1) {
            state.slowFor(SLOW_MESSAGES);
        } else {
            stride = 1;
        }
        left = stride;
        this.lookedAt = now;
        if (turnTimedFor != turn) {
            turnTimedFor = turn;
            turnUntil = now + turnNanos;
        } else if (now - turnUntil > 0) {
            open = false;
        }
    }
}

/** Written with each message, on lines of their own. */
@SuppressWarnings("VisibilityModifier") // one class in three layers
abstract class StraightState extends StatePadding {
    boolean open;
    long turn;
    long turnTimedFor = -1;
    long turnUntil;
    int stride = 1;
    int left = 1;
    long lookedAt;
}
