package multikernel.service;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import multikernel.base.Plane;

/**
 * The channels of a node as one reader has seen them: for each plane a square of cells, senders down and receivers
 * across. What has changed goes out as {@code (gap, cell)} in ascending order: how many cells are left out since the
 * one before, seven bits a byte, the lowest first, all but the last byte with its highest bit set; then the cell:
 *
 * <pre>
 *  15   13 12        11       10       9  8   7    4 3    0
 * | unused | rejected | stalled | there | tier | rate | fill |
 * </pre>
 *
 * Fill is in fifteenths, rounded up. Rate is 0 for none, else one more than its logarithm to base 4, a second. Tier is
 * its place in {@link multikernel.base.Tier}.
 */
final class Cells {

    /** Cores beyond are not in the square. */
    static final int CORES_MAX = 256;

    private static final int LEVEL_MAX = 15;
    private static final int THERE = 1 << 10;
    private static final int STALLED = 1 << 11;
    private static final int REJECTED = 1 << 12;

    /** A gap takes three bytes at most, and Base64 makes four of three. */
    private static final int ENCODED_BYTES_MAX = 7;

    private final int cores;
    private final short[] seen;
    private final short[] sent;
    private int next;

    Cells(int cores) {
        this.cores = Math.min(cores, CORES_MAX);
        seen = new short[Plane.values().length * this.cores * this.cores];
        sent = new short[seen.length];
    }

    int cores() {
        return cores;
    }

    /** Several channels from one core to another on one plane are one cell, of the fullest and busiest. */
    void see(List<Flows.Flow> flows) {
        Arrays.fill(seen, (short) 0);
        for (var flow : flows) {
            var channel = flow.channel();
            int from = channel.from().index();
            int to = channel.to().index();
            if (channel.toNode().isEmpty() && from < cores && to < cores) {
                int at = (channel.plane().ordinal() * cores + from) * cores + to;
                seen[at] = (short) merge(seen[at], cell(flow));
            }
        }
    }

    private static int cell(Flows.Flow flow) {
        return THERE
                | (int) Math.ceil(flow.fill() * LEVEL_MAX)
                | rate(flow.perSecond()) << 4
                | flow.channel().tier().ordinal() << 8
                | (flow.hasStalled() ? STALLED : 0)
                | (flow.hasRejected() ? REJECTED : 0);
    }

    private static int rate(double perSecond) {
        return perSecond <= 0
                ? 0
                : Math.clamp(1 + (long) Math.floor(Math.log(Math.max(1, perSecond)) / Math.log(4)), 1, LEVEL_MAX);
    }

    private static int merge(int one, int other) {
        return Math.max(one & 0xF, other & 0xF)
                | Math.max(one & 0xF0, other & 0xF0)
                | Math.max(one & 0x300, other & 0x300)
                | ((one | other) & (THERE | STALLED | REJECTED));
    }

    /**
     * What the reader does not know yet, as much as there is room for, in Base64; the rest another time, and it comes
     * first then.
     */
    String changes(int bytesMax) {
        int most = bytesMax / ENCODED_BYTES_MAX;
        var chosen = new int[Math.min(most, seen.length)];
        int count = 0;
        int at = next;
        for (int looked = 0; looked < seen.length && count < chosen.length; looked++, at = (at + 1) % seen.length) {
            if (seen[at] != sent[at]) {
                chosen[count++] = at;
            }
        }
        next = seen.length == 0 ? 0 : at;
        Arrays.sort(chosen, 0, count);
        return encoded(chosen, count);
    }

    private String encoded(int[] chosen, int count) {
        var bytes = ByteBuffer.allocate(count * 5);
        int before = -1;
        for (int i = 0; i < count; i++) {
            int gap = chosen[i] - before - 1;
            for (; gap > 0x7F; gap >>>= 7) {
                bytes.put((byte) ((gap & 0x7F) | 0x80));
            }
            bytes.put((byte) gap);
            bytes.putShort(seen[chosen[i]]);
            before = chosen[i];
            sent[before] = seen[before];
        }
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    boolean hasMore() {
        return !Arrays.equals(seen, sent);
    }
}
