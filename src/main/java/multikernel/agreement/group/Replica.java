package multikernel.agreement.group;

import java.util.ArrayList;
import java.util.List;
import multikernel.agreement.group.GroupMessage.Piece;
import multikernel.agreement.group.GroupMessage.Remembered;

/** What one member holds: the log, the state up to what is committed, and the writes that are remembered. */
final class Replica {

    private final GroupState state;
    private final GroupLimits limits;
    private final Done done;
    private final Log log;
    private final Recollection recent;
    private final List<Remembered> arrived = new ArrayList<>();
    private long committed;
    private int seatsMost;
    /** The state is none: it is of a seat that is new, or another's is on its way. */
    private boolean incomplete;

    private Seat installedFrom;
    private long transfer;
    private int nextPiece;

    /** Who wants to know of what is done. */
    interface Done {

        /** @param place in the recollection */
        void done(long index, Operation operation, int place);

        void forgotten(long index, Operation operation);

        void seated(List<Seat> seats);
    }

    /** @param founders of the group; empty if this member joins one that others have founded */
    Replica(Seat self, List<Seat> founders, GroupState state, GroupLimits limits, Done done) {
        this.state = state;
        this.limits = limits;
        this.done = done;
        log = new Log(founders);
        recent = new Recollection(limits.recentMax());
        incomplete = founders.isEmpty();
        seatsMost = founders.size();
        installedFrom = self;
    }

    Log log() {
        return log;
    }

    Recollection recent() {
        return recent;
    }

    /** Up to which everything is in the state. */
    long committed() {
        return committed;
    }

    boolean isIncomplete() {
        return incomplete;
    }

    /** Whether it is of a seat that is new, to which nothing was handed over yet. */
    boolean isBlank() {
        return incomplete && nextPiece == 0;
    }

    GroupState.Copy copy() {
        return state.copy();
    }

    /**
     * Takes what an owner has at some indices, unless it does not fit behind what is here.
     *
     * @return the index up to which this is what the owner has; or, as {@code ~index}, up to where it may be
     */
    long accept(long previousIndex, long previousBallot, List<Entry> entries) {
        if (previousIndex > log.last()) {
            return ~log.last();
        }
        if (previousIndex >= log.base() && log.ballotAt(previousIndex) != previousBallot) {
            return ~committed;
        }
        long index = previousIndex;
        for (int i = 0; i < entries.size(); i++) {
            index++;
            var entry = entries.get(i);
            if (index > log.last()) {
                log.add(entry);
            } else if (index > log.base() && log.ballotAt(index) != entry.ballot()) {
                if (index <= committed) {
                    throw new IllegalStateException("an owner takes back what is committed, at " + index);
                }
                log.cutFrom(index);
                log.add(entry);
            }
        }
        return index;
    }

    void commit(long upTo) {
        while (committed < upTo) {
            committed++;
            switch (log.at(committed)) {
                case Entry.Write write -> perform(committed, write);
                case Entry.Change change -> seated(change.seats());
                case Entry.Began _ -> {}
            }
        }
        log.keep(committed, limits.keptMax(), limits.keptBytesMax());
    }

    private void seated(List<Seat> seats) {
        seatsMost = Math.max(seatsMost, seats.size());
        done.seated(seats);
    }

    /** How many the group was at the most, by changes that are committed. */
    int seatsMost() {
        return seatsMost;
    }

    /** Every member decides this alike, for it remembers the same. */
    private void perform(long index, Entry.Write write) {
        var operation = write.operation();
        int known = recent.find(operation);
        if (known >= 0) {
            done.done(index, operation, known);
        } else if (recent.mayHaveForgotten(operation)) {
            done.forgotten(index, operation);
        } else {
            var result = state.apply(index, write.command());
            if (result.length() > GroupMessage.RESULT_BYTES_MAX) {
                throw new IllegalStateException("a result of " + result.length() + " bytes");
            }
            recent.add(index, operation, result);
            done.done(index, operation, recent.find(operation));
        }
    }

    /**
     * Takes a piece of the state.
     *
     * @return the number of the piece that is wanted now, or {@link GroupMessage#ENOUGH}
     */
    int install(Seat from, Piece piece) {
        if (!incomplete && (piece.index() <= committed || log.holds(piece.index(), piece.indexBallot()))) {
            return GroupMessage.ENOUGH;
        }
        if (!incomplete || !from.equals(installedFrom) || transfer != piece.transfer()) {
            boolean isOld = incomplete && from.equals(installedFrom) && piece.transfer() < transfer;
            if (piece.number() != 0 || isOld) {
                return 0;
            }
            incomplete = true;
            installedFrom = from;
            transfer = piece.transfer();
            nextPiece = 0;
            arrived.clear();
            state.installBegins();
        }
        if (piece.number() != nextPiece) {
            return nextPiece;
        }
        nextPiece++;
        arrived.addAll(piece.remembered());
        if (piece.state().length() > 0) {
            state.install(piece.state());
        }
        return piece.last() ? installed(piece) : nextPiece;
    }

    private int installed(Piece last) {
        state.installed();
        recent.reset(last.forgotten());
        arrived.forEach(each -> recent.add(each.index(), each.operation(), each.result()));
        arrived.clear();
        log.reset(last.index(), last.indexBallot(), last.seats());
        committed = last.index();
        incomplete = false;
        seated(last.seats());
        return GroupMessage.ENOUGH;
    }
}
