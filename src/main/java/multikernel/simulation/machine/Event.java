package multikernel.simulation.machine;

import java.util.List;

/** What happens at a time, as a number: the kind in the low bits, and to which core or channel. */
enum Event {
    /** A core that was busy, or has been woken, goes on. */
    GO_ON,
    /** The receiver of a channel could see the next message. */
    VISIBLE,
    /** The root begins one more commit. */
    BEGIN;

    private static final int BITS = 2;
    private static final List<Event> ALL = List.of(values());

    int at(int where) {
        return where << BITS | ordinal();
    }

    static Event of(int due) {
        return ALL.get(due & (1 << BITS) - 1);
    }

    static int where(int due) {
        return due >>> BITS;
    }
}
