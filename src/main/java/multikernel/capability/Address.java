package multikernel.capability;

/**
 * Where a slot is in the table of one domain on one core; it means nothing in any other table.
 *
 * @param index of the leaf, 0 to 2<sup>24</sup> - 1
 * @param slot in the leaf, 0 to 255
 */
public record Address(int index, int slot) implements Comparable<Address> {

    public static final int LEAVES_MAX = 1 << 24;
    public static final int SLOTS = 1 << 8;

    public Address {
        if (index < 0 || index >= LEAVES_MAX || slot < 0 || slot >= SLOTS) {
            throw new IllegalArgumentException("no slot has the address " + index + ":" + slot);
        }
    }

    /** From 32 bits: the index above the slot. */
    public static Address of(int bits) {
        return new Address(bits >>> 8, bits & 0xff);
    }

    public int bits() {
        return index << 8 | slot;
    }

    @Override
    public int compareTo(Address other) {
        return Integer.compareUnsigned(bits(), other.bits());
    }

    @Override
    public String toString() {
        return index + ":" + slot;
    }
}
