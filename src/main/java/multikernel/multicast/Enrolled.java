package multikernel.multicast;

import multikernel.base.CoreId;

/**
 * One membership of a group over several nodes.
 *
 * @param number by which machines call it in this group, as they call a core in a group of one node
 * @param start of the member on its core, as its node counts them
 * @param since the number of the roll that had it first
 */
public record Enrolled(CoreId number, Place place, long start, long since) {

    Seat seat() {
        return new Seat(number, since);
    }

    /** Whether it is the same start of the same member, whatever its number. */
    public boolean isSame(Place other, long otherStart) {
        return start == otherStart && place.equals(other);
    }
}
