package multikernel.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls that wait for their replies: a bounded number, each with a token that its reply brings back. Of one thread;
 * time is a parameter.
 *
 * <p>A token is the call's slot in its low 20 bits and the slot's generation above: a slot that serves another call
 * meanwhile does not take an old reply. Waiting calls form a heap by deadline, so looking for what has expired costs
 * nothing while nothing has.
 */
public final class Calls<R> {

    /** {@link #begin} found no room. */
    public static final long BUSY = 0;

    private static final int SLOT_BITS = 20;
    private static final int OUTSTANDING_MOST = 1 << SLOT_BITS;
    private static final int FREE = -1;

    /** What becomes of a call: one of the two, once, or neither if it is cancelled. */
    public interface Continuation<R> {

        void replied(R reply);

        void expired();
    }

    private final @Nullable Continuation<? super R>[] continuations;
    private final long[] generations;
    private final long[] deadlines;
    /** Slots by deadline, a binary heap; behind {@link #outstanding}, the free ones. */
    private final int[] heap;
    /** Where in the heap a slot is; {@link #FREE} if no call has it. */
    private final int[] places;

    private int outstanding;
    private long dropped;

    /** @param outstandingMax calls at one time, 1 to 2^20 */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Calls(int outstandingMax) {
        if (outstandingMax < 1 || outstandingMax > OUTSTANDING_MOST) {
            throw new IllegalArgumentException(
                    "outstanding calls are 1 to " + OUTSTANDING_MOST + ": " + outstandingMax);
        }
        continuations = new Continuation[outstandingMax];
        generations = new long[outstandingMax];
        deadlines = new long[outstandingMax];
        heap = new int[outstandingMax];
        places = new int[outstandingMax];
        Arrays.setAll(heap, slot -> slot);
        Arrays.fill(places, FREE);
        Arrays.fill(generations, 1);
    }

    /** The token of the new call, never 0; or {@link #BUSY}. */
    public long begin(long deadlineNanos, Continuation<? super R> continuation) {
        if (outstanding == heap.length) {
            return BUSY;
        }
        int slot = heap[outstanding];
        continuations[slot] = Objects.requireNonNull(continuation);
        deadlines[slot] = deadlineNanos;
        rise(outstanding++, slot);
        return generations[slot] << SLOT_BITS | slot;
    }

    /** Whether a call was waiting for it; a late, repeated or unknown one is counted and dropped. */
    public boolean replied(long token, R reply) {
        var continuation = take(token);
        if (continuation == null) {
            dropped++;
            return false;
        }
        continuation.replied(reply);
        return true;
    }

    /** Its continuation will not run. Whether the call was waiting still. */
    public boolean cancel(long token) {
        return take(token) != null;
    }

    /** Ends calls whose deadline has come, as many at most as were waiting; returns how many. */
    public int expire(long nowNanos) {
        int most = outstanding;
        int ended = 0;
        while (ended < most && outstanding > 0 && deadlines[heap[0]] - nowNanos <= 0) {
            release(heap[0]).expired();
            ended++;
        }
        return ended;
    }

    /** Ends the calls that wait now, by deadline, because nobody is left to answer; returns how many. */
    public int expireAll() {
        int most = outstanding;
        int ended = 0;
        while (ended < most && outstanding > 0) {
            release(heap[0]).expired();
            ended++;
        }
        return ended;
    }

    /** Of the call that expires first; {@link Long#MAX_VALUE} from now if there is none. */
    public long nanosToNextDeadline(long nowNanos) {
        return outstanding == 0 ? Long.MAX_VALUE : Math.max(0, deadlines[heap[0]] - nowNanos);
    }

    public int outstanding() {
        return outstanding;
    }

    /** The continuation of a call that waits still; null if it does not. */
    public @Nullable Continuation<? super R> waiting(long token) {
        return isWaiting(token) ? continuations[slotOf(token)] : null;
    }

    /** Those of all calls that wait, in no order: for who knows that some of them will not be answered. */
    public List<Continuation<? super R>> waiting() {
        return Arrays.stream(heap, 0, outstanding)
                .<Continuation<? super R>>mapToObj(slot -> Objects.requireNonNull(continuations[slot]))
                .toList();
    }

    /** Replies that no call was waiting for. */
    public long dropped() {
        return dropped;
    }

    private @Nullable Continuation<? super R> take(long token) {
        return isWaiting(token) ? release(slotOf(token)) : null;
    }

    private boolean isWaiting(long token) {
        int slot = slotOf(token);
        return slot < heap.length && places[slot] != FREE && generations[slot] == token >>> SLOT_BITS;
    }

    private static int slotOf(long token) {
        return (int) token & OUTSTANDING_MOST - 1;
    }

    private Continuation<? super R> release(int slot) {
        var continuation = Objects.requireNonNull(continuations[slot]);
        continuations[slot] = null;
        generations[slot] = Math.max(1, generations[slot] + 1 & -1L >>> SLOT_BITS);
        int place = places[slot];
        places[slot] = FREE;
        int last = heap[--outstanding];
        heap[outstanding] = slot;
        if (last != slot) {
            sink(place, last);
            rise(places[last], last);
        }
        return continuation;
    }

    private void rise(int from, int slot) {
        int place = from;
        while (place > 0) {
            int above = place - 1 >>> 1;
            if (deadlines[heap[above]] - deadlines[slot] <= 0) {
                break;
            }
            put(place, heap[above]);
            place = above;
        }
        put(place, slot);
    }

    private void sink(int from, int slot) {
        int place = from;
        while (true) {
            int below = 2 * place + 1;
            if (below >= outstanding) {
                break;
            }
            if (below + 1 < outstanding && deadlines[heap[below + 1]] - deadlines[heap[below]] < 0) {
                below++;
            }
            if (deadlines[slot] - deadlines[heap[below]] <= 0) {
                break;
            }
            put(place, heap[below]);
            place = below;
        }
        put(place, slot);
    }

    private void put(int place, int slot) {
        heap[place] = slot;
        places[slot] = place;
    }
}
