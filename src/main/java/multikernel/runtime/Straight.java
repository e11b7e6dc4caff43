package multikernel.runtime;

import multikernel.urpc.Lane;

/**
 * Says which actors may run straight from the lane, past their empty mailboxes. The clock is read once for many
 * messages: only when a stretch of them was slow is each of the next timed by itself, until it is known whose they are.
 * That actor goes by its mailbox and slices for a while, so that it slows nobody else on its lane. A turn that has
 * given its time away goes on by the mailboxes, too.
 */
final class Straight {

    /** Messages between two looks at the clock while all are fast. */
    private static final int STRIDE_MAX = Lane.RUN;

    /** Turns for which a slow actor goes by its mailbox: its next trial costs one message in some hundred slices. */
    private static final int SLOW_TURNS = 1024;

    private final long turnNanos;
    private final long messageNanosMax;

    private boolean open;
    private long turn;
    private long turnTimedFor = -1;
    private long turnUntil;
    private int stride = 1;
    private int left = 1;
    private long lookedAt;

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

    /** May it run now, as far as time goes? One that was slow is given a new trial after a while. */
    boolean admits(MailboxState state) {
        var slowUntil = state.slowUntil();
        if (slowUntil == 0) {
            return true;
        }
        if (slowUntil > turn) {
            return false;
        }
        state.slowUntil(0);
        timeEach();
        return true;
    }

    private void timeEach() {
        stride = 1;
        left = 1;
    }

    void before() {
        if (stride == 1) {
            lookedAt = System.nanoTime();
        }
    }

    void after(MailboxState state) {
        if (--left == 0) {
            look(state);
        }
    }

    private void look(MailboxState state) {
        var now = System.nanoTime();
        if (now - lookedAt <= stride * messageNanosMax) {
            stride = Math.min(2 * stride, STRIDE_MAX);
        } else if (stride == 1) {
            state.slowUntil(turn + SLOW_TURNS);
        } else {
            stride = 1;
        }
        left = stride;
        lookedAt = now;
        if (turnTimedFor != turn) {
            turnTimedFor = turn;
            turnUntil = now + turnNanos;
        } else if (now - turnUntil > 0) {
            open = false;
        }
    }
}
