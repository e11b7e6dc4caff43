package multikernel.workload.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The hash of a key, the same on every machine and in every version, since it says where a key lives: 64 bits, over
 * little-endian words of 8 bytes, the last one filled up with zeros, from a seed that has the length in it. Each word
 * is taken in by exclusive or, a multiplication and a shift of the upper half onto the lower; the end is the finalizer
 * of SplitMix64 (Steele, Lea, Flood 2014, in Stafford's variant 13). The upper 32 bits choose the partition, the lower
 * ones the place in its index.
 */
final class KeyHash {

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long FACTOR = 0xD6E8FEB86659FD93L;

    private KeyHash() {}

    static long of(byte[] bytes, MemorySegment segment, int at, int length) {
        var hash = SEED * (length + 1);
        var end = at + length;
        var next = at;
        for (; next + 8 <= end; next += 8) {
            hash = mixed(hash ^ segment.get(WORD, next));
        }
        if (next < end) {
            var word = 0L;
            for (int shift = 0; next < end; next++, shift += 8) {
                word |= (bytes[next] & 0xFFL) << shift;
            }
            hash = mixed(hash ^ word);
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }

    static long of(Request request, int word) {
        return of(request.bytes(), request.segment(), request.at(word), request.length(word));
    }

    private static long mixed(long hash) {
        var product = hash * FACTOR;
        return product ^ (product >>> 32);
    }

    /** From 0 to {@code partitions} - 1, evenly. */
    static int partition(long hash, int partitions) {
        return (int) (((hash >>> 32) * partitions) >>> 32);
    }
}
