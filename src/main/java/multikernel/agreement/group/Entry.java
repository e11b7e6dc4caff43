package multikernel.agreement.group;

import java.util.List;
import multikernel.codec.Bytes;
import multikernel.codec.Max;

/** What stands in the log of a group at one index, and under which ballot an owner put it there. */
public sealed interface Entry {

    long ballot();

    /** The longest command; a longer one is refused. */
    int COMMAND_BYTES_MAX = 1 << 20;

    record Write(
            long ballot,
            Operation operation,
            @Max(COMMAND_BYTES_MAX) Bytes command) implements Entry {}

    /** An owner's first: once it is committed, everything before it is, too. */
    record Began(long ballot) implements Entry {}

    /** From its index on the group has these seats; they differ by one from those before. */
    record Change(long ballot, @Max(GroupMessage.SEATS_MAX) List<Seat> seats) implements Entry {

        public Change {
            seats = List.copyOf(seats);
        }
    }
}
