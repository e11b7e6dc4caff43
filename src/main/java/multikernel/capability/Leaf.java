package multikernel.capability;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The 256 slots of one leaf of a {@link Table}: a bit for each that is taken, and what lies in those that are put. */
final class Leaf {

    private final long[] taken = new long[Address.SLOTS / Long.SIZE];
    private final @Nullable Capability[] slots = new @Nullable Capability[Address.SLOTS];
    private int takenCount;

    /** What the leaf lies in; the first leaf of a table is given with it and lies in nothing. */
    final @Nullable ObjectId object;

    Leaf(@Nullable ObjectId object) {
        this.object = object;
    }

    int takenCount() {
        return takenCount;
    }

    boolean isFull() {
        return takenCount == Address.SLOTS;
    }

    boolean isTaken(int slot) {
        return (taken[slot / Long.SIZE] & 1L << slot) != 0;
    }

    @Nullable
    Capability at(int slot) {
        return slots[slot];
    }

    /** The lowest free slot; there is one. */
    int reserve() {
        int word = 0;
        while (taken[word] == -1L) {
            word++;
        }
        int bit = Long.numberOfTrailingZeros(~taken[word]);
        taken[word] |= 1L << bit;
        takenCount++;
        return word * Long.SIZE + bit;
    }

    void put(int slot, Capability capability) {
        slots[slot] = capability;
    }

    void free(int slot) {
        slots[slot] = null;
        taken[slot / Long.SIZE] &= ~(1L << slot);
        takenCount--;
    }

    @Override
    public String toString() {
        return Arrays.toString(slots);
    }
}
