package multikernel.capability;

/**
 * An object: what every copy of one capability names.
 *
 * @param base offset of its first byte in the node's region
 * @param bytes at least 1
 */
public record Described(ObjectId id, CapabilityType type, long base, long bytes) {

    public Described {
        if (base < 0 || bytes < 1 || bytes > Long.MAX_VALUE - base) {
            throw new IllegalArgumentException("no object begins at " + base + " and has " + bytes + " bytes");
        }
    }

    /** One past its last byte. */
    public long end() {
        return base + bytes;
    }

    public boolean contains(Described other) {
        return base <= other.base && other.end() <= end();
    }

    /** Whether they have a byte in common; the other range ends within 63 bits too. */
    public boolean overlaps(long otherBase, long otherBytes) {
        return base < otherBase + otherBytes && otherBase < end();
    }
}
