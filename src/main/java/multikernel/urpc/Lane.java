package multikernel.urpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bounded lane of (address, message) from one thread to one other. A slot is empty while its message is null, so that
 * one line travels for each hand-over; positions are counted only for those who watch.
 *
 * <p>The slots are renewed now and then, at a position that both sides know: the producer leaves the new ones behind
 * the last of the old. To a collector that writes down which old objects refer to new ones, slots are else old for
 * ever; under G1 of this release each message would pass a full fence for that, and wait there until the line that it
 * was written to has come over. In slots that are young themselves nothing is written down.
 *
 * @param <A> the recipient, as the consumer understands it
 * @param <M> the message
 */
public final class Lane<A, M> {

    /** What a consumer does with each pair. */
    @FunctionalInterface
    public interface Receiver<A, M> {
        void accept(@Nullable A address, M message);
    }

    /** Look-ahead and runs must leave the two sides room to stay apart. */
    public static final int CAPACITY_MIN = 64;

    /** Slots that are freed together: two lines of slots, so that the sides do not fight over one. */
    public static final int RUN = 16;

    /** Messages between two renewals: many enough that they cost a tenth of a byte each, and a fraction of a second. */
    public static final int RENEWAL = 1 << 17;

    private static final int LOOK_AHEAD = 2 * RUN;
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

    private static final int SENT = 0;
    private static final int FREE_UNTIL = 1;
    private static final int STALLS = 2;
    private static final int REJECTED = 3;
    private static final int FILL_RENEWED_AT = 4;
    private static final int COUNTS_UNTIL = 5;

    private static final int RECEIVED = 0;
    private static final int TAKE_RENEWED_AT = 1;

    private final int capacity;
    private final int renewal;
    private final Line producer = new Line();
    private final Line consumer = new Line();
    private @Nullable Object[] filled;
    private @Nullable Object[] emptied;

    public Lane(int capacity) {
        this(capacity, RENEWAL);
    }

    /** @param renewal messages between two renewals, at least one lap */
    Lane(int capacity, int renewal) {
        if (capacity < CAPACITY_MIN || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("a lane's capacity is a power of two from 64, not " + capacity);
        }
        this.capacity = capacity;
        this.renewal = Math.max(capacity, renewal);
        filled = slots();
        emptied = filled;
        producer.setPlain(FILL_RENEWED_AT, this.renewal);
        consumer.setPlain(TAKE_RENEWED_AT, this.renewal);
    }

    /** One more than all pairs: for the slots that come after these. */
    private @Nullable Object[] slots() {
        return new Object[2 * capacity + 1];
    }

    /** Producer: is a slot free now? */
    public boolean hasRoom() {
        var position = producer.getPlain(SENT);
        return position < producer.getPlain(FREE_UNTIL) || lookAhead(position);
    }

    /** Producer: puts the pair into a slot that {@link #hasRoom} has found. */
    public void put(@Nullable A address, M message) {
        var position = producer.getPlain(SENT);
        assert position < producer.getPlain(FREE_UNTIL) : "no slot was found";
        var slots = filled;
        var slot = slotOf(position);
        slots[slot + 1] = address;
        SLOT.setRelease(slots, slot, message);
        producer.setOpaque(SENT, position + 1);
    }

    /** Producer: puts the pair where there is room; counts a stall where there is none. */
    public boolean offer(@Nullable A address, M message) {
        if (!hasRoom()) {
            stall();
            return false;
        }
        put(address, message);
        return true;
    }

    /** Producer: counts that it found the lane full. */
    public void stall() {
        producer.add(STALLS, 1);
    }

    /** Producer: counts a message for this lane that a limit refused. */
    public void reject() {
        producer.add(REJECTED, 1);
    }

    private boolean lookAhead(long position) {
        if (position == producer.getPlain(FILL_RENEWED_AT)) {
            renew(position);
        }
        var until = Math.min(position + LOOK_AHEAD, producer.getPlain(FILL_RENEWED_AT));
        if (isFree(until - 1)) {
            producer.setPlain(FREE_UNTIL, until);
            return true;
        }
        if (isFree(position)) {
            producer.setPlain(FREE_UNTIL, position + 1);
            return true;
        }
        return false;
    }

    private void renew(long position) {
        var young = slots();
        SLOT.setRelease(filled, 2 * capacity, young);
        filled = young;
        producer.setPlain(FILL_RENEWED_AT, position + renewal);
        producer.setPlain(COUNTS_UNTIL, position + capacity);
    }

    /** In the first lap of new slots these say nothing: what is not taken yet may lie in the old. */
    private boolean isFree(long position) {
        return position < producer.getPlain(COUNTS_UNTIL)
                ? position - consumer.getAcquire(RECEIVED) < capacity
                : SLOT.getAcquire(filled, slotOf(position)) == null;
    }

    /** Consumer: takes at most {@code max} pairs, in runs; returns how many. */
    public int drain(Receiver<? super A, ? super M> receiver, int max) {
        var taken = 0;
        while (taken < max) {
            var wanted = Math.min(RUN, max - taken);
            var run = takeRun(receiver, wanted);
            taken += run;
            if (run < wanted && (run == 0 || !isAtRenewal())) {
                break;
            }
        }
        return taken;
    }

    /** A pair counts as taken before its receiver runs, so that a receiver that throws does not see it twice. */
    @SuppressWarnings("unchecked")
    private int takeRun(Receiver<? super A, ? super M> receiver, int max) {
        var from = consumer.getPlain(RECEIVED);
        if (isAtRenewal() && !isRenewed(from)) {
            return 0;
        }
        var slots = emptied;
        var present = present(slots, from, (int) Math.min(max, consumer.getPlain(TAKE_RENEWED_AT) - from));
        var taken = 0;
        try {
            while (taken < present) {
                var slot = slotOf(from + taken);
                taken++;
                receiver.accept((A) slots[slot + 1], (M) Objects.requireNonNull(slots[slot]));
            }
        } finally {
            free(slots, from, taken);
        }
        return taken;
    }

    private boolean isAtRenewal() {
        return consumer.getPlain(RECEIVED) == consumer.getPlain(TAKE_RENEWED_AT);
    }

    private boolean isRenewed(long position) {
        var young = (@Nullable Object[]) SLOT.getAcquire(emptied, 2 * capacity);
        if (young == null) {
            return false;
        }
        emptied[2 * capacity] = null; // a dead object that has grown old would keep its successors alive
        emptied = young;
        consumer.setPlain(TAKE_RENEWED_AT, position + renewal);
        return true;
    }

    /** Looks into what is there, so that the lines of several messages travel at the same time. */
    private int present(@Nullable Object[] slots, long from, int max) {
        var count = 0;
        while (count < max) {
            var message = SLOT.getAcquire(slots, slotOf(from + count));
            if (message == null || message.getClass() == Void.class) {
                break;
            }
            count++;
        }
        return count;
    }

    /** Ascending, so that a producer that finds the last of a stretch free finds all of it free. */
    private void free(@Nullable Object[] slots, long from, int count) {
        for (var position = from; position < from + count; position++) {
            var slot = slotOf(position);
            slots[slot + 1] = null;
            SLOT.setRelease(slots, slot, null);
        }
        consumer.setRelease(RECEIVED, from + count);
    }

    /** Consumer: is there nothing to take? */
    public boolean isEmpty() {
        var position = consumer.getPlain(RECEIVED);
        var next = isAtRenewal() ? 2 * capacity : slotOf(position);
        return SLOT.getAcquire(emptied, next) == null;
    }

    /** Consumer, for tests. */
    @Nullable
    Object[] slotsToEmpty() {
        return emptied;
    }

    private int slotOf(long position) {
        return ((int) position & (capacity - 1)) << 1;
    }

    public int capacity() {
        return capacity;
    }

    /** Anyone: a value between what it was and what it is. */
    public int depth() {
        var received = received();
        return (int) Math.clamp(sent() - received, 0, capacity);
    }

    public long sent() {
        return producer.getOpaque(SENT);
    }

    public long received() {
        return consumer.getOpaque(RECEIVED);
    }

    public long stalls() {
        return producer.getOpaque(STALLS);
    }

    public long rejected() {
        return producer.getOpaque(REJECTED);
    }
}
