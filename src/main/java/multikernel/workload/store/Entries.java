package multikernel.workload.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Keys and their values in one frame: an index with open addressing (linear probing; what is removed is closed up by
 * moving back what follows, Knuth, vol. 3, 6.4, algorithm R) over chains of cells. No object belongs to a key.
 *
 * <pre>
 *   a slot:    32 bits of the key's hash | 1 expires | 31 first extent + 1; 0: empty
 *   an entry:  0 time at which it expires  8 length of the key  12 of the value  16 key, then value
 * </pre>
 *
 * <p>An entry's home is the slot that its hash names; it never changes, so walking over homes meets every entry that is
 * there all the while, once.
 */
final class Entries {

    static final int NONE = -1;

    /** Of the first extent, behind {@link Cells#HEAD_BYTES}. */
    private static final int ENTRY_BYTES = 16;

    private static final int FIRST_BYTES = Cells.BYTES - Cells.HEAD_BYTES - ENTRY_BYTES;
    private static final int OTHER_BYTES = Cells.BYTES - Cells.HEAD_BYTES;

    /** A fill is cut into pieces so that a safepoint is never far. */
    private static final long FILL_BYTES = 1 << 16;

    private static final long EXPIRES = 1L << 31;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final Geometry geometry;
    private final Cells cells;
    private final int mask;
    private MemorySegment frame = MemorySegment.NULL;
    private int count;
    private int expiring;

    /** @param geometry of a frame that is all zeros */
    Entries(Geometry geometry) {
        this.geometry = geometry;
        cells = new Cells(geometry);
        mask = geometry.slots() - 1;
    }

    void over(MemorySegment view) {
        frame = view;
        cells.over(view);
    }

    int count() {
        return count;
    }

    /** Entries that have a time at which they expire. */
    int expiring() {
        return expiring;
    }

    int homes() {
        return geometry.slots();
    }

    long bytesUsed() {
        return (long) cells.used() * Cells.BYTES;
    }

    long bytesMax() {
        return (long) geometry.cells() * Cells.BYTES;
    }

    void clear() {
        for (long at = 0, end = geometry.cellAt(0); at < end; at += FILL_BYTES) {
            frame.asSlice(at, Math.min(FILL_BYTES, end - at)).fill((byte) 0);
        }
        var tags = geometry.tagAt(0);
        for (long at = tags, end = geometry.tagAt(geometry.cells()); at < end; at += FILL_BYTES) {
            frame.asSlice(at, Math.min(FILL_BYTES, end - at)).fill((byte) 0);
        }
        cells.clear();
        count = 0;
        expiring = 0;
    }

    private long slot(int slot) {
        return frame.get(LONG, geometry.slotAt(slot));
    }

    private void slot(int slot, long value) {
        frame.set(LONG, geometry.slotAt(slot), value);
    }

    private static int extent(long slot) {
        return (int) (slot & (EXPIRES - 1)) - 1;
    }

    /** The slot of a key, {@link #NONE} if it is not there; good until the next change. */
    int find(long hash, byte[] bytes, MemorySegment segment, int at, int length) {
        var tag = (int) hash;
        for (var slot = tag & mask; ; slot = (slot + 1) & mask) {
            var found = slot(slot);
            if (found == 0) {
                return NONE;
            }
            if ((int) (found >>> 32) == tag && isKey(extent(found), bytes, segment, at, length)) {
                return slot;
            }
        }
    }

    private boolean isKey(int extent, byte[] bytes, MemorySegment segment, int at, int length) {
        var base = geometry.cellAt(extent) + Cells.HEAD_BYTES;
        if (frame.get(INT, base + 8) != length) {
            return false;
        }
        if (length > FIRST_BYTES) {
            var key = new byte[length];
            read(extent, 0, key, 0, length);
            return Arrays.equals(key, 0, length, bytes, at, at + length);
        }
        var key = base + ENTRY_BYTES;
        var done = 0;
        for (; done + 8 <= length; done += 8) {
            if (frame.get(LONG, key + done) != segment.get(LONG, at + done)) {
                return false;
            }
        }
        for (; done < length; done++) {
            if (frame.get(ValueLayout.JAVA_BYTE, key + done) != bytes[at + done]) {
                return false;
            }
        }
        return true;
    }

    /** When the entry expires; 0 if it does not. */
    long expiresAt(int slot) {
        var found = slot(slot);
        return (found & EXPIRES) == 0 ? 0 : frame.get(LONG, geometry.cellAt(extent(found)) + Cells.HEAD_BYTES);
    }

    void expireAt(int slot, long millis) {
        var found = slot(slot);
        expiring += (millis == 0 ? 0 : 1) - ((found & EXPIRES) == 0 ? 0 : 1);
        slot(slot, millis == 0 ? found & ~EXPIRES : found | EXPIRES);
        frame.set(LONG, geometry.cellAt(extent(found)) + Cells.HEAD_BYTES, millis);
    }

    int keyLength(int slot) {
        return frame.get(INT, geometry.cellAt(extent(slot(slot))) + Cells.HEAD_BYTES + 8);
    }

    int valueLength(int slot) {
        return frame.get(INT, geometry.cellAt(extent(slot(slot))) + Cells.HEAD_BYTES + 12);
    }

    void readKey(int slot, byte[] into, int at) {
        read(extent(slot(slot)), 0, into, at, keyLength(slot));
    }

    void readValue(int slot, byte[] into, int at) {
        var extent = extent(slot(slot));
        var base = geometry.cellAt(extent) + Cells.HEAD_BYTES;
        read(extent, frame.get(INT, base + 8), into, at, frame.get(INT, base + 12));
    }

    private void read(int first, int skipped, byte[] into, int at, int length) {
        var extent = first;
        var skip = ENTRY_BYTES + skipped;
        for (var done = 0; done < length; ) {
            var room = cells.bytes(extent) - skip;
            if (room > 0) {
                var part = Math.min(room, length - done);
                var from = geometry.cellAt(extent) + Cells.HEAD_BYTES + skip;
                MemorySegment.copy(frame, ValueLayout.JAVA_BYTE, from, into, at + done, part);
                done += part;
            }
            skip = Math.max(0, -room);
            extent = cells.next(extent);
        }
    }

    private void write(int first, int skipped, byte[] from, int at, int length) {
        var extent = first;
        var skip = ENTRY_BYTES + skipped;
        for (var done = 0; done < length; ) {
            var room = cells.bytes(extent) - skip;
            if (room > 0) {
                var part = Math.min(room, length - done);
                var to = geometry.cellAt(extent) + Cells.HEAD_BYTES + skip;
                MemorySegment.copy(from, at + done, frame, ValueLayout.JAVA_BYTE, to, part);
                done += part;
            }
            skip = Math.max(0, -room);
            extent = cells.next(extent);
        }
    }

    private static int cellsFor(long keyLength, long valueLength) {
        var more = keyLength + valueLength - FIRST_BYTES;
        return more <= 0 ? 1 : (int) (1 + (more + OTHER_BYTES - 1) / OTHER_BYTES);
    }

    /** Whether a value has room, in place of the one in the slot if that is not {@link #NONE}. */
    boolean hasRoom(int slot, int keyLength, int valueLength) {
        var present = slot == NONE ? 0 : cellsFor(keyLength(slot), valueLength(slot));
        return cellsFor(keyLength, valueLength) <= cells.free() + present;
    }

    /**
     * Puts a value that {@link #hasRoom}; what there was before is gone, its time too.
     *
     * @param slot of the key, {@link #NONE} if it is not there
     * @return its slot now
     */
    int put(int slot, long hash, byte[] key, int keyAt, int keyLength, byte[] value, int valueAt, int valueLength) {
        if (slot != NONE && cellsFor(keyLength, valueLength(slot)) == cellsFor(keyLength, valueLength)) {
            var extent = extent(slot(slot));
            expireAt(slot, 0);
            frame.set(INT, geometry.cellAt(extent) + Cells.HEAD_BYTES + 12, valueLength);
            write(extent, keyLength, value, valueAt, valueLength);
            return slot;
        }
        if (slot != NONE) {
            expireAt(slot, 0);
            cells.giveBack(extent(slot(slot)));
        }
        var extent = cells.take(cellsFor(keyLength, valueLength));
        var base = geometry.cellAt(extent) + Cells.HEAD_BYTES;
        frame.set(LONG, base, 0);
        frame.set(INT, base + 8, keyLength);
        frame.set(INT, base + 12, valueLength);
        write(extent, 0, key, keyAt, keyLength);
        write(extent, keyLength, value, valueAt, valueLength);
        var place = slot == NONE ? emptyFor(hash) : slot;
        count += slot == NONE ? 1 : 0;
        slot(place, (hash << 32) | (extent + 1));
        return place;
    }

    private int emptyFor(long hash) {
        var slot = (int) hash & mask;
        while (slot(slot) != 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    void remove(int slot) {
        expireAt(slot, 0);
        cells.giveBack(extent(slot(slot)));
        count--;
        var hole = slot;
        for (var next = (slot + 1) & mask; slot(next) != 0; next = (next + 1) & mask) {
            var moving = slot(next);
            if (((next - home(moving)) & mask) >= ((next - hole) & mask)) {
                slot(hole, moving);
                hole = next;
            }
        }
        slot(hole, 0);
    }

    private int home(long slot) {
        return (int) (slot >>> 32) & mask;
    }

    /** The next slot of an entry at home in {@code home}, from {@code slot} on; {@link #NONE} if there is none. */
    int atHome(int home, int from) {
        for (var slot = from & mask; slot(slot) != 0; slot = (slot + 1) & mask) {
            if (home(slot(slot)) == home) {
                return slot;
            }
        }
        return NONE;
    }

    /** Whether the entry in the slot has a time at which it expires, without a look at the entry. */
    boolean expires(int slot) {
        return (slot(slot) & EXPIRES) != 0;
    }
}
