package multikernel.runtime;

import akka.dispatch.Envelope;
import java.util.ArrayDeque;
import java.util.Arrays;
import multikernel.urpc.Line;
import org.jspecify.annotations.Nullable;

/** The part of a mailbox that only its core's thread writes; what changes with each message is on a line of its own. */
final class MailboxState {

    /** Envelopes that the ring has room for at first: two lines of references. */
    private static final int RING_MIN = 32;

    private static final int ADDED = 0;
    private static final int TAKEN = 1;
    private static final int WAITING_ELSEWHERE = 2;
    private static final int READY = 3;
    private static final int RAISED = 4;
    private static final int OVER_LIMIT = 5;

    private final Line line = new Line();
    private @Nullable Envelope[] ring = new Envelope[RING_MIN];

    /** What the actor sent to itself while it was held or its mailbox full. */
    private final ArrayDeque<Envelope> toItself = new ArrayDeque<>(0);

    void add(Envelope envelope) {
        if (size() == ring.length) {
            grow();
        }
        var added = line.getPlain(ADDED);
        ring[indexOf(added)] = envelope;
        line.setOpaque(ADDED, added + 1);
    }

    void addFirst(Envelope envelope) {
        if (size() == ring.length) {
            grow();
        }
        var taken = line.getPlain(TAKEN) - 1;
        ring[indexOf(taken)] = envelope;
        line.setOpaque(TAKEN, taken);
    }

    @Nullable
    Envelope poll() {
        var taken = line.getPlain(TAKEN);
        if (taken == line.getPlain(ADDED)) {
            return null;
        }
        var index = indexOf(taken);
        var envelope = ring[index];
        ring[index] = null;
        line.setOpaque(TAKEN, taken + 1);
        return envelope;
    }

    private void grow() {
        var from = indexOf(line.getPlain(TAKEN));
        var size = size();
        var larger = Arrays.copyOfRange(ring, from, from + 2 * ring.length);
        System.arraycopy(ring, 0, larger, ring.length - from, from);
        ring = larger;
        line.setOpaque(TAKEN, 0);
        line.setOpaque(ADDED, size);
    }

    private int indexOf(long position) {
        return (int) position & (ring.length - 1);
    }

    /** The owner's exact number; anyone else's recent one. */
    int size() {
        return (int) Math.max(0, line.getOpaque(ADDED) - line.getOpaque(TAKEN));
    }

    /** How many were taken, ever, less those that were put back; anyone may ask. */
    long taken() {
        return line.getOpaque(TAKEN);
    }

    boolean isEmpty() {
        return line.getPlain(ADDED) == line.getPlain(TAKEN);
    }

    ArrayDeque<Envelope> toItself() {
        return toItself;
    }

    /** Messages of this actor that wait at its core for other mailboxes; while there are any, it is held. */
    int waitingElsewhere() {
        return (int) line.getPlain(WAITING_ELSEWHERE);
    }

    boolean isHeld() {
        return line.getPlain(WAITING_ELSEWHERE) != 0;
    }

    void addWaitingElsewhere(int delta) {
        line.add(WAITING_ELSEWHERE, delta);
    }

    /** All that waits because of this actor. */
    int waiting() {
        return waitingElsewhere() + toItself.size();
    }

    /** Is it in its core's list of mailboxes to run? */
    boolean isReady() {
        return line.getPlain(READY) != 0;
    }

    void ready(boolean ready) {
        line.setPlain(READY, ready ? 1 : 0);
    }

    /** Is its stop sign raised? */
    boolean isRaised() {
        return line.getPlain(RAISED) != 0;
    }

    void raised(boolean raised) {
        line.setPlain(RAISED, raised ? 1 : 0);
    }

    /** Did it pass a limit where nothing may be thrown? */
    boolean isOverLimit() {
        return line.getPlain(OVER_LIMIT) != 0;
    }

    void overLimit(boolean over) {
        line.setPlain(OVER_LIMIT, over ? 1 : 0);
    }
}
