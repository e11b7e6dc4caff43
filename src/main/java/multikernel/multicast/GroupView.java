package multikernel.multicast;

import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;

/**
 * The members of a group at one moment. Views are numbered by one authority, with or without gaps; a member that is
 * told of several is told of them in their order.
 *
 * @param number from 1
 * @param seats the eldest first, each core once
 */
public record GroupView(long number, List<Seat> seats) {

    /** Before anyone is told of a view. */
    public static final GroupView NONE = new GroupView(0, List.of());

    public GroupView {
        seats = seats.stream().sorted().toList();
    }

    public boolean has(Seat seat) {
        return seats.contains(seat);
    }

    public Optional<Seat> seat(CoreId core) {
        return seats.stream().filter(seat -> seat.core().equals(core)).findFirst();
    }

    /** Who acts for the group where one must: it stays so until it ends. */
    public Optional<Seat> eldest() {
        return seats.stream().findFirst();
    }
}
