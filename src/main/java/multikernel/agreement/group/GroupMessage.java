package multikernel.agreement.group;

import java.util.List;
import java.util.Optional;
import multikernel.codec.Bytes;
import multikernel.codec.Max;

/**
 * Everything that members of one group say to one another. Whoever carries it adds which group and which seats; it may
 * be lost, repeated and overtaken.
 */
public sealed interface GroupMessage {

    /** Three to five are usual; one more while one is replaced. */
    int SEATS_MAX = 9;

    /** Entries in one message. */
    int ENTRIES_MAX = 1024;

    /** Of a state that is handed over; a result or a command counts as one piece if it is longer. */
    int PIECE_BYTES_MAX = 1 << 18;

    /** Under which ballot it is said, or which one it answers. */
    long ballot();

    /**
     * Candidate to members: promise to refuse lower ballots, and tell what you hold.
     *
     * @param ended a seat that has ended, for certain: what was granted to it binds nobody any more
     */
    record Prepare(long ballot, Optional<Seat> ended) implements GroupMessage {}

    /**
     * Member to candidate.
     *
     * @param seats the group as the last change in the member's log makes it
     */
    record Promise(
            long ballot,
            long lastBallot,
            long lastIndex,
            @Max(SEATS_MAX) List<Seat> seats) implements GroupMessage {

        public Promise {
            seats = List.copyOf(seats);
        }
    }

    /** Member to whoever speaks under a ballot that it may not follow: too old, or another owner has a lease. */
    record Refuse(long ballot, long promised) implements GroupMessage {}

    /**
     * Candidate to the member that holds most: go on from here.
     *
     * @param from the first index that the candidate lacks, or {@link #EVERYTHING}
     */
    record Fetch(long ballot, long from) implements GroupMessage {}

    /** The candidate's state is of no use. */
    long EVERYTHING = -1;

    /** Answers {@link Fetch}. */
    record Fetched(
            long ballot,
            long previousIndex,
            long previousBallot,
            long committed,
            long lastIndex,
            @Max(ENTRIES_MAX) List<Entry> entries)
            implements GroupMessage {

        public Fetched {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Owner to members: accept these behind that one; without entries, renew the lease.
     *
     * @param stampNanos the owner's time, for it alone to read
     * @param committed everything up to it may be applied
     */
    record Append(
            long ballot,
            long stampNanos,
            long previousIndex,
            long previousBallot,
            long committed,
            @Max(ENTRIES_MAX) List<Entry> entries)
            implements GroupMessage {

        public Append {
            entries = List.copyOf(entries);
        }
    }

    /** Member to owner: it holds everything that the owner holds up to an index, and grants the lease. */
    record Appended(long ballot, long stampNanos, long index) implements GroupMessage {}

    /**
     * Member to owner: it cannot put that behind what it holds, and grants the lease.
     *
     * @param index what it may hold, or {@link #EVERYTHING} if it needs the state
     */
    record Missing(long ballot, long stampNanos, long index) implements GroupMessage {}

    /**
     * A part of the state as of an index, from the owner, or from whom a candidate fetches.
     *
     * @param transfer counts what its sender began to hand over
     * @param number from 0
     * @param last whether the state is complete with it
     * @param forgotten every write behind this index is remembered, once all pieces are there
     */
    record Piece(
            long ballot,
            long transfer,
            long index,
            long indexBallot,
            int number,
            boolean last,
            long forgotten,
            @Max(SEATS_MAX) List<Seat> seats,
            @Max(ENTRIES_MAX) List<Remembered> remembered,
            @Max(PIECE_BYTES_MAX) Bytes state)
            implements GroupMessage {

        public Piece {
            seats = List.copyOf(seats);
            remembered = List.copyOf(remembered);
        }
    }

    /**
     * Answers {@link Piece}.
     *
     * @param next the number of the piece that is wanted now, or {@link #ENOUGH}
     */
    record Taken(long ballot, long transfer, int next) implements GroupMessage {}

    /** Everything up to the index is there. */
    int ENOUGH = -1;

    /** Owner to members: it does nothing more under its ballot, so nobody has to wait for its lease to end. */
    record Release(long ballot) implements GroupMessage {}

    /** A write that was done, and its result. */
    record Remembered(
            long index,
            Operation operation,
            @Max(RESULT_BYTES_MAX) Bytes result) {}

    /** The longest result; a state machine that gives a longer one is broken. */
    int RESULT_BYTES_MAX = 1 << 20;
}
