package multikernel.agreement.group;

import java.util.List;
import multikernel.codec.Bytes;

/** What a member of a group wants done, in this order. */
public sealed interface GroupAct {

    record Send(Seat to, GroupMessage message) implements GroupAct {}

    /**
     * A write is done, and a majority holds it.
     *
     * @param index where it was done; a write that is asked for after this answer may take it for its {@code since}
     */
    record Answered(Operation operation, long index, Bytes result) implements GroupAct {}

    record Refused(Operation operation, GroupRefusal refusal) implements GroupAct {}

    /** This member owns the group from now on: it takes writes, and reads while it has the lease. */
    record Serving(long ballot) implements GroupAct {}

    /** This member is no longer owner under the ballot; what it had not answered, it has refused as timed out. */
    record Ceased(long ballot) implements GroupAct {}

    /** The group has these seats, and a majority knows. */
    record Seated(List<Seat> seats) implements GroupAct {

        public Seated {
            seats = List.copyOf(seats);
        }
    }

    /** A message changed nothing, because its ballot is over. */
    record Late(Seat from, long ballot) implements GroupAct {}
}
