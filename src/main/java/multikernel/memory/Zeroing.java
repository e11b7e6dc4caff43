package multikernel.memory;

/** The zeroing of one range, a slice at a time, so that its thread can do other things between two slices. */
public final class Zeroing {

    /** Some microseconds: a fill cannot be stopped for a safepoint. */
    public static final int SLICE_BYTES = 1 << 16;

    private final Region region;
    private final long base;
    private final long bytes;
    private long done;

    /**
     * Nobody has a view of the range.
     *
     * @throws IndexOutOfBoundsException if the range is not within the region
     */
    public Zeroing(Region region, long base, long bytes) {
        region.range(base, bytes);
        this.region = region;
        this.base = base;
        this.bytes = bytes;
    }

    public long base() {
        return base;
    }

    public long bytes() {
        return bytes;
    }

    public boolean isDone() {
        return done == bytes;
    }

    /** Zeroes the next slice, if one is left; returns its bytes. */
    public int slice() {
        int next = (int) Math.min(SLICE_BYTES, bytes - done);
        region.range(base + done, next).fill((byte) 0);
        done += next;
        return next;
    }
}
