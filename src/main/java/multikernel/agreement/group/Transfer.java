package multikernel.agreement.group;

import java.util.ArrayList;
import java.util.List;
import multikernel.agreement.group.GroupMessage.Piece;
import multikernel.agreement.group.GroupMessage.Remembered;
import multikernel.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** The state of one moment on its way to one member, one piece at a time, while the group goes on. */
final class Transfer {

    private final Seat to;
    private final long ballot;
    private final long number;
    private final long index;
    private final long indexBallot;
    private final long forgotten;
    private final List<Seat> seats;
    private final List<Remembered> remembered;
    private final GroupState.Copy copy;
    private int rememberedAt;
    private @Nullable Bytes ahead;
    private Piece current;
    private long sentAtNanos;
    private long movedAtNanos;

    /** @param number counts what this member began to hand over */
    Transfer(Replica from, Seat to, long ballot, long number, long nowNanos) {
        this.to = to;
        this.ballot = ballot;
        this.number = number;
        index = from.committed();
        indexBallot = from.log().ballotAt(index);
        seats = from.log().seatsAt(index);
        forgotten = from.recent().forgotten();
        remembered = from.recent().all();
        copy = from.copy();
        ahead = copy.next();
        sentAtNanos = nowNanos;
        movedAtNanos = nowNanos;
        current = piece(0);
    }

    Seat to() {
        return to;
    }

    long ballot() {
        return ballot;
    }

    long number() {
        return number;
    }

    /** Of the state that it hands over. */
    long index() {
        return index;
    }

    Piece current() {
        return current;
    }

    /** Whether the current piece has waited so long for an answer that it is to be sent again. */
    boolean isDue(long nowNanos, long resendNanos) {
        if (nowNanos - sentAtNanos < resendNanos) {
            return false;
        }
        sentAtNanos = nowNanos;
        return true;
    }

    /** Whether the next piece is current now, because the receiver wants it. */
    boolean taken(int next, long nowNanos) {
        if (current.last() || next != current.number() + 1) {
            return false;
        }
        current = piece(next);
        sentAtNanos = nowNanos;
        movedAtNanos = nowNanos;
        return true;
    }

    boolean isStuck(long nowNanos, long limitNanos) {
        return nowNanos - movedAtNanos >= limitNanos;
    }

    void close() {
        copy.close();
    }

    private Piece piece(int which) {
        var some = new ArrayList<Remembered>();
        int bytes = 0;
        while (rememberedAt < remembered.size()
                && some.size() < GroupMessage.ENTRIES_MAX
                && bytes < GroupMessage.PIECE_BYTES_MAX) {
            var next = remembered.get(rememberedAt);
            some.add(next);
            bytes += next.result().length();
            rememberedAt++;
        }
        var state = Bytes.EMPTY;
        if (some.isEmpty() && ahead != null) {
            state = ahead;
            ahead = copy.next();
        }
        boolean last = rememberedAt == remembered.size() && ahead == null;
        return new Piece(ballot, number, index, indexBallot, which, last, forgotten, seats, some, state);
    }
}
