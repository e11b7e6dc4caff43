package multikernel.capability;

/**
 * An object: what every copy of one capability names.
 *
 * @param base offset of its first byte in the node's region
 * @param bytes at least 1
 */
public record Described(ObjectId id, CapabilityType type, long base, long bytes) {

    /** One past its last byte. */
    public long end() {
        return base + bytes;
    }

    public boolean contains(Described other) {
        return base <= other.base && other.end() <= end();
    }

    public boolean overlaps(long otherBase, long otherBytes) {
        return base < otherBase + otherBytes && otherBase < end();
    }
}
