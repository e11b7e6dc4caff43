package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import multikernel.base.GroupPlace;
import org.jspecify.annotations.Nullable;

/**
 * What one member has handed in, oldest first: its first part is for the first round that it takes part in, each
 * further one for the next, whether it is in time or late.
 */
final class Parts<P> {

    /** @param fold associative and commutative; null if parts are kept apart */
    record Handed<P>(P part, @Nullable BinaryOperator<P> fold) {}

    private static final long NOT_YET = -1;

    private final ArrayDeque<Handed<P>> waiting = new ArrayDeque<>();
    private long first;
    private long next;
    private Roster begun = Roster.NONE;
    private long since = NOT_YET;
    private int overdues;
    /** Parts, oldest first, of which nothing is told any more. */
    private int givenUp;

    private long asked = NOT_YET;

    /** The first round of this member; 0 until it is known. */
    long first() {
        return first;
    }

    /** The view in which the member came to the round that is open, 0 if it has not. */
    long begun() {
        return begun.number();
    }

    /** Members of that view that have ended since. */
    List<GroupPlace> ended(Roster now) {
        return begun.goneIn(now);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int count() {
        return waiting.size();
    }

    /** @param isExcused the round is not this member's: its first is the next */
    void beginAt(long round, boolean isExcused) {
        first = isExcused ? round + 1 : round;
        next = first;
        overdues = 0;
        if (isExcused) {
            opened();
        }
    }

    void add(Handed<P> handed) {
        waiting.add(handed);
    }

    /** Whether a part that is handed in now comes too late for its round. */
    boolean isLate(long open, boolean isSaid) {
        return first > 0 && waiting.isEmpty() && (next < open || (next == open && isSaid));
    }

    /** The round that the oldest part is for, or the next one if there is none. */
    long next() {
        return next;
    }

    /** The oldest part is answered, or the next comes too late. */
    void passed() {
        waiting.poll();
        next++;
        since = NOT_YET;
        if (isGivenUp()) {
            givenUp--;
        } else {
            asked = NOT_YET;
        }
    }

    boolean isIn(long open) {
        return first > 0 && next == open && !waiting.isEmpty();
    }

    Handed<P> oldest() {
        return Objects.requireNonNull(waiting.peek(), "a part");
    }

    void opened() {
        begun = Roster.NONE;
        overdues = 0;
        since = NOT_YET;
        asked = NOT_YET;
    }

    /** In this view the oldest part is of the round that is open, as far as is known, if it was not before. */
    void takeEffect(long open, Roster view) {
        if (begun() == 0 && !waiting.isEmpty() && (first == 0 || next == open)) {
            begun = view;
        }
    }

    /** For how long, in this round, the oldest part has waited for others, be it for the next; 0 if there is none. */
    long waitedNanos(long nowNanos) {
        if (waiting.isEmpty()) {
            return 0;
        }
        since = began(since, nowNanos);
        return nowNanos - since;
    }

    /** Once for each time that the oldest part has waited for so long. */
    boolean isOverdue(long nowNanos, long patienceNanos) {
        boolean is = waitedNanos(nowNanos) >= (overdues + 1) * patienceNanos;
        overdues += is ? 1 : 0;
        return is;
    }

    boolean wasOverdue() {
        return overdues > 0;
    }

    /** When the oldest of which something is to be told began to wait, as far as anyone has looked. */
    long asked() {
        return asked;
    }

    static long began(long since, long nowNanos) {
        return since == NOT_YET ? nowNanos : since;
    }

    /**
     * Whether the oldest of which something is to be told has waited for so long: then nothing is told of it any more.
     */
    boolean giveUp(long nowNanos, long endNanos) {
        if (givenUp == waiting.size()) {
            return false;
        }
        asked = began(asked, nowNanos);
        if (nowNanos - asked < endNanos) {
            return false;
        }
        givenUp++;
        asked = NOT_YET;
        return true;
    }

    /** The round of the part that was given up last; 0 if it is not known. */
    long givenUpRound() {
        return first == 0 ? 0 : next + givenUp - 1;
    }

    /** Whether nothing is told of the oldest part. */
    boolean isGivenUp() {
        return givenUp > 0;
    }
}
