package multikernel.agreement.group;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The entries that a member holds behind a base: what is before it is in the state. It grows at its end, is cut there
 * where an owner holds something else, and is dropped from its beginning. The last change of seats in it, committed or
 * not, says who the group is.
 */
final class Log {

    private static final int FIRST_SIZE = 16;

    private @Nullable Entry[] ring = new Entry[FIRST_SIZE];
    /** Where the entry behind the base stands. */
    private int first;

    private int count;
    private long base;
    private long baseBallot;
    private long bytes;
    private int seatsMost;
    /** Ascending; the first is that of the base. */
    private final ArrayDeque<Seating> seatings = new ArrayDeque<>();

    private record Seating(long index, List<Seat> seats) {}

    Log(List<Seat> founders) {
        seated(0, founders);
    }

    /** The state takes the place of everything. */
    void reset(long index, long ballot, List<Seat> seats) {
        Arrays.fill(ring, null);
        first = 0;
        count = 0;
        bytes = 0;
        base = index;
        baseBallot = ballot;
        seatings.clear();
        seated(index, seats);
    }

    private void seated(long index, List<Seat> seats) {
        seatings.add(new Seating(index, List.copyOf(seats)));
        seatsMost = Math.max(seatsMost, seats.size());
    }

    /** How many the group was at the most, also by changes that were cut off again. */
    int seatsMost() {
        return seatsMost;
    }

    /** Up to which everything has been dropped. */
    long base() {
        return base;
    }

    long last() {
        return base + count;
    }

    long lastBallot() {
        return ballotAt(last());
    }

    /** Of commands. */
    long bytes() {
        return bytes;
    }

    /** Who the group is, by the last change. */
    List<Seat> seats() {
        return seatings.getLast().seats;
    }

    /** The index of the last change; 0 if there was none. */
    long changedAt() {
        return seatings.getLast().index;
    }

    /** Who the group was when the entry was the last. */
    List<Seat> seatsAt(long index) {
        var seats = seatings.getFirst().seats;
        for (var seating : seatings) {
            if (seating.index <= index) {
                seats = seating.seats;
            }
        }
        return seats;
    }

    boolean holds(long index, long ballot) {
        return index >= base && index <= last() && ballotAt(index) == ballot;
    }

    /** @param index from the base to the last */
    long ballotAt(long index) {
        return index == base ? baseBallot : at(index).ballot();
    }

    /** @param index behind the base, to the last */
    Entry at(long index) {
        if (index <= base || index > last()) {
            throw new IllegalArgumentException(index + " is not in " + (base + 1) + " to " + last());
        }
        return Objects.requireNonNull(ring[place(index)]);
    }

    void add(Entry entry) {
        if (count == ring.length) {
            grow();
        }
        count++;
        ring[place(last())] = entry;
        bytes += bytesOf(entry);
        if (entry instanceof Entry.Change change) {
            seated(last(), change.seats());
        }
    }

    /** An owner holds something else from this index on. */
    void cutFrom(long index) {
        while (last() >= index) {
            bytes -= bytesOf(at(last()));
            ring[place(last())] = null;
            count--;
        }
        while (seatings.size() > 1 && seatings.getLast().index >= index) {
            seatings.removeLast();
        }
    }

    /** Drops what is applied, but for a tail. */
    void keep(long applied, int keptMax, long keptBytesMax) {
        while (base < applied && (applied - base > keptMax || bytes > keptBytesMax)) {
            var oldest = at(base + 1);
            bytes -= bytesOf(oldest);
            ring[first] = null;
            first = first + 1 & ring.length - 1;
            count--;
            base++;
            baseBallot = oldest.ballot();
        }
        while (seatings.size() > 1 && second().index <= base) {
            seatings.removeFirst();
        }
    }

    /** Some from an index on: at most so many, and at most so many bytes unless one alone has more. */
    List<Entry> from(long index, int max, int bytesMax) {
        int size = (int) Math.clamp(last() - index + 1, 0, max);
        if (size == 0) {
            return List.of();
        }
        var some = new ArrayList<Entry>(size);
        long sum = 0;
        for (int i = 0; i < size; i++) {
            var entry = at(index + i);
            sum += bytesOf(entry);
            if (sum > bytesMax && i > 0) {
                break;
            }
            some.add(entry);
        }
        return some;
    }

    private Seating second() {
        var iterator = seatings.iterator();
        iterator.next();
        return iterator.next();
    }

    private static int bytesOf(Entry entry) {
        return entry instanceof Entry.Write write ? write.command().length() : 0;
    }

    private int place(long index) {
        return first + (int) (index - base - 1) & ring.length - 1;
    }

    private void grow() {
        @Nullable Entry[] larger = new Entry[2 * ring.length];
        for (int i = 0; i < count; i++) {
            larger[i] = ring[first + i & ring.length - 1];
        }
        ring = larger;
        first = 0;
    }
}
