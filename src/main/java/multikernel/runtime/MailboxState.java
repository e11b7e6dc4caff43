package multikernel.runtime;

import akka.dispatch.Envelope;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import multikernel.urpc.Lane;
import org.jspecify.annotations.Nullable;

/** The part of a mailbox that only its core's thread writes; what changes with each message is on lines of its own. */
final class MailboxState extends PaddedState {

    private static final VarHandle ADDED;
    private static final VarHandle TAKEN;

    static {
        try {
            var lookup = MethodHandles.lookup();
            ADDED = lookup.findVarHandle(PaddedState.class, "added", long.class);
            TAKEN = lookup.findVarHandle(PaddedState.class, "taken", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // keeps what comes behind it off the lines of the state
    private long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, qa, qb, qc, qd, qe, qf;

    void add(Envelope envelope) {
        if (added - taken == ring.length) {
            grow();
        } else if (added == taken && added - renewedAt >= Lane.RENEWAL) {
            ring = new @Nullable Envelope[ring.length]; // the lane says why
            renewedAt = added;
        }
        ring[(int) added & (ring.length - 1)] = envelope;
        added++;
    }

    void addFirst(Envelope envelope) {
        if (added - taken == ring.length) {
            grow();
        }
        taken--;
        ring[(int) taken & (ring.length - 1)] = envelope;
    }

    @Nullable
    Envelope poll() {
        if (taken == added) {
            return null;
        }
        var index = (int) taken & (ring.length - 1);
        var envelope = ring[index];
        ring[index] = null;
        taken++;
        return envelope;
    }

    /** A message has passed by, into no queue and out again: who counts what was taken counts it, too. */
    void passed() {
        added++;
        taken++;
    }

    private void grow() {
        var larger = new @Nullable Envelope[2 * ring.length];
        for (var position = taken; position < added; position++) {
            larger[(int) position & (larger.length - 1)] = ring[(int) position & (ring.length - 1)];
        }
        ring = larger;
    }

    /** The owner's exact number; anyone else's recent one. */
    int size() {
        return (int) Math.max(0, (long) ADDED.getOpaque(this) - (long) TAKEN.getOpaque(this));
    }

    /** How many were added, ever, which is the position of the next. The owner's. */
    long added() {
        return added;
    }

    /** How many were taken, ever, less those that were put back; anyone may ask. */
    long taken() {
        return (long) TAKEN.getOpaque(this);
    }

    boolean isEmpty() {
        return added == taken;
    }

    /** Is nothing in it, and nothing in the way of its next message but what Akka's own mailbox says? */
    boolean isIdle() {
        return added == taken && waitingElsewhere == 0;
    }

    ArrayDeque<Envelope> toItself() {
        return toItself;
    }

    /** Messages of this actor that wait at its core for other mailboxes; while there are any, it is held. */
    int waitingElsewhere() {
        return waitingElsewhere;
    }

    boolean isHeld() {
        return waitingElsewhere != 0;
    }

    void addWaitingElsewhere(int delta) {
        waitingElsewhere += delta;
    }

    /** All that waits because of this actor. */
    int waiting() {
        return waitingElsewhere + toItself.size();
    }

    /** Is it in its core's list of mailboxes to run? */
    boolean isReady() {
        return ready;
    }

    void ready(boolean now) {
        ready = now;
    }

    /** Is its stop sign raised? */
    boolean isRaised() {
        return raised;
    }

    void raised(boolean now) {
        raised = now;
    }

    /** Did it pass a limit where nothing may be thrown? */
    boolean isOverLimit() {
        return overLimit;
    }

    void overLimit(boolean over) {
        overLimit = over;
    }

    /** Messages for which its actor is not to run straight, for it was slow. */
    int slowFor() {
        return slowFor;
    }

    void slowFor(int messages) {
        slowFor = messages;
    }
}
