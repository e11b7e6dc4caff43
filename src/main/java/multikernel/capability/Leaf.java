package multikernel.capability;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The 256 slots of one leaf of a {@link Table}: a bit for each that is taken, and what lies in those that are put. */
final class Leaf {

    /** Room at first: most leaves stay almost empty. */
    private static final int SLOTS_FIRST = 8;

    private final long[] taken = new long[Address.SLOTS / Long.SIZE];
    /** As far as anything was ever put. */
    private @Nullable Capability[] slots = new @Nullable Capability[SLOTS_FIRST];

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
        return slot < slots.length ? slots[slot] : null;
    }

    /** Ascending. */
    void forEach(int index, BiConsumer<Address, Capability> visitor) {
        for (int word = 0; word < taken.length; word++) {
            for (long left = taken[word]; left != 0; left &= left - 1) {
                int slot = word * Long.SIZE + Long.numberOfTrailingZeros(left);
                var capability = at(slot);
                if (capability != null) {
                    visitor.accept(new Address(index, slot), capability);
                }
            }
        }
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
        if (slot >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(Integer.highestOneBit(slot) << 1, 2 * slots.length));
        }
        slots[slot] = capability;
    }

    void free(int slot) {
        if (slot < slots.length) {
            slots[slot] = null;
        }
        taken[slot / Long.SIZE] &= ~(1L << slot);
        takenCount--;
    }

    @Override
    public String toString() {
        return Arrays.toString(slots);
    }
}
