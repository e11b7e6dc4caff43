package multikernel.runtime.measure;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import multikernel.urpc.Ring;
import multikernel.urpc.RingReader;
import multikernel.urpc.RingWriter;

/**
 * What the two threads say to each other. The asker alternates: several messages in a row, timed by it, which the other
 * takes, timed by that one, once it is told that all are there; then some messages, each answered at once, there and
 * back.
 */
final class Exchange {

    private static final int ROUNDS = 100;

    /** Messages in a row. */
    private static final int BURST = 8;

    /** Answered messages in a row: the first few after something else take longer than those of a conversation. */
    private static final int TRIPS = 16;

    private static final int CAPACITY = 2 * BURST;

    private static final int WARM_ROUNDS = 20_000;

    /** Looks at an empty ring between two at the clock. */
    private static final int LOOKS = 256;

    /** After so many the other has probably not got its CPU; who leaves one's own then keeps a claim to it. */
    private static final int LOOKS_MAX = 4_096;

    private static final int TAKE = 1;
    private static final int REPLY = 2;
    private static final int END = 3;
    private static final int LATE = -1;

    private final boolean isOneCpu;
    private final long deadline;
    private final long clockNanos = clockNanos();
    private final Way data = new Way();
    private final Way asks = new Way();
    private final Way replies = new Way();

    private record Way(RingWriter writer, RingReader reader) {
        Way(MemorySegment memory) {
            this(RingWriter.over(memory), RingReader.over(memory));
        }

        Way() {
            this(Ring.memory(CAPACITY));
        }
    }

    /** @param isOneCpu whether who waits must leave the CPU to the other */
    Exchange(boolean isOneCpu, long deadline) {
        this.isOneCpu = isOneCpu;
        this.deadline = deadline;
    }

    Samples ask(boolean isBound) {
        var sends = new long[ROUNDS];
        var trips = new long[ROUNDS * TRIPS];
        int done = 0;
        while (isBound && done < ROUNDS) {
            sends[done] = sendBurst();
            send(asks, TAKE);
            if (await(replies) == LATE || !areTimed(trips, done * TRIPS)) {
                break;
            }
            done++;
        }
        send(asks, END);
        return new Samples(Arrays.copyOf(sends, done), Arrays.copyOf(trips, done * TRIPS));
    }

    private boolean areTimed(long[] trips, int first) {
        for (int trip = first; trip < first + TRIPS; trip++) {
            long began = System.nanoTime();
            send(asks, REPLY);
            if (await(replies) == LATE) {
                return false;
            }
            trips[trip] = Math.max(0, System.nanoTime() - began - clockNanos);
        }
        return true;
    }

    Samples answer(boolean isBound) {
        var receives = new long[ROUNDS];
        int done = 0;
        for (int asked = await(asks); asked == TAKE || asked == REPLY; asked = await(asks)) {
            if (asked == TAKE && done < ROUNDS) {
                receives[done++] = takeBurst();
            }
            send(replies, asked);
        }
        return isBound ? new Samples(Arrays.copyOf(receives, done), new long[0]) : Samples.NONE;
    }

    /**
     * Says everything to itself, until the compiler has seen enough. On one thread, for two that poll would leave a
     * machine of two CPUs none to compile on.
     */
    void warm(long until) {
        for (int round = 0; round < WARM_ROUNDS || System.nanoTime() < until; round++) {
            if (System.nanoTime() >= deadline) {
                return;
            }
            sendBurst();
            send(asks, TAKE);
            await(asks);
            takeBurst();
            send(replies, REPLY);
            await(replies);
        }
    }

    private long sendBurst() {
        long began = System.nanoTime();
        for (int i = 0; i < BURST; i++) {
            send(data, TAKE);
        }
        return perMessage(System.nanoTime() - began);
    }

    private long takeBurst() {
        long began = System.nanoTime();
        for (int i = 0; i < BURST; i++) {
            data.reader.poll();
            data.reader.release();
        }
        return perMessage(System.nanoTime() - began);
    }

    private long perMessage(long nanos) {
        return Math.max(0, nanos - clockNanos) / BURST;
    }

    /** There is room: never more is sent than the other has taken, or a ring holds. */
    private static void send(Way way, int tag) {
        if (way.writer.claim() >= 0) {
            way.writer.publish(tag);
        }
    }

    private int await(Way way) {
        for (int looks = 1; way.reader.poll() < 0; looks++) {
            if (looks % LOOKS == 0 && System.nanoTime() >= deadline) {
                return LATE;
            }
            if (isOneCpu || looks > LOOKS_MAX) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
        int tag = way.reader.tag();
        way.reader.release();
        return tag;
    }

    private static long clockNanos() {
        var nanos = new long[64];
        for (int i = 0; i < nanos.length; i++) {
            long began = System.nanoTime();
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
