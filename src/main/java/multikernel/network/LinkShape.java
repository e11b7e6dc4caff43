package multikernel.network;

import multikernel.urpc.Ring;

/**
 * What both ends must agree on, and how much this one takes.
 *
 * @param sends fingerprint of the messages that go, as their codec gives it; the other end must receive these
 * @param receives of those that come
 * @param capacity lines of the ring into this end, a power of two from 2 to 2^20; each end chooses its own
 */
public record LinkShape(long sends, long receives, int capacity) {

    static final int CAPACITY_MAX = 1 << 20;

    public LinkShape {
        if (!isCapacity(capacity)) {
            throw new IllegalArgumentException(capacity + " lines are no power of two from 2 to " + CAPACITY_MAX);
        }
    }

    long ringBytes() {
        return Ring.bytes(capacity);
    }

    static boolean isCapacity(long lines) {
        return lines >= 2 && lines <= CAPACITY_MAX && Long.bitCount(lines) == 1;
    }
}
