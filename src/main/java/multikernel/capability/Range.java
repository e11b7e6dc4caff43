package multikernel.capability;

/**
 * Bytes of the node's region that lie together.
 *
 * @param base offset of the first
 * @param bytes at least 1
 */
public record Range(long base, long bytes) {

    public Range {
        if (base < 0 || bytes < 1 || bytes > Long.MAX_VALUE - base) {
            throw new IllegalArgumentException("no range begins at " + base + " and has " + bytes + " bytes");
        }
    }

    /** One past its last byte. */
    public long end() {
        return base + bytes;
    }

    public boolean overlaps(Range other) {
        return base < other.end() && other.base < end();
    }
}
