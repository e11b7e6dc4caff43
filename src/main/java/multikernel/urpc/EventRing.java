package multikernel.urpc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last events of one thread, each four words, outside of the heap. The thread writes without waiting for anyone and
 * over what is oldest; any other thread copies what is there meanwhile.
 *
 * <pre>
 *     0  written                                   how many events there ever were
 *   128  events, 32 bytes each, event p at p modulo the capacity
 * </pre>
 *
 * <p><b>How a copy is consistent without a lock.</b> The writer stores the words of event p, then {@code written} = p +
 * 1 (release); the next event's words come after a fence between stores. So while {@code written} is w, the only slot
 * that may be half written is that of event w, which holds event w - capacity. A reader takes w1 = {@code written}
 * (acquire), copies the words of the events below it, then, after a fence between loads, looks at {@code written}
 * again: w2. If any word that it copied was of a later event q, then q &lt;= w2, for {@code written} was q before that
 * word was stored. So the events from w2 - capacity + 1 on are whole, those before it are counted as lost, and none is
 * torn.
 */
public final class EventRing {

    public static final int WORDS = 4;
    public static final int EVENT_BYTES = WORDS * Long.BYTES;
    public static final int CAPACITY_MIN = 2;
    public static final int CAPACITY_MAX = 1 << 25;

    private static final int EVENTS = 128;
    private static final int ALIGNMENT = 128;

    private final long mask;

    /** The memory, once the writer has made it. */
    private volatile @Nullable MemorySegment memory;

    /** The writer's: where the memory begins, 0 before its first event. */
    private long base;

    private long next;

    /**
     * What a reader got.
     *
     * @param words of the events, oldest first, four each
     * @param next where the next copy goes on
     * @param lost events that were written over before they could be copied
     */
    public record Copy(long[] words, long next, long lost) {}

    private EventRing(int capacity) {
        mask = capacity - 1L;
    }

    /** Its memory is made with the first event, by the thread that writes it: so it is near that thread. */
    public static EventRing ofCapacity(int capacity) {
        if (capacity < CAPACITY_MIN || capacity > CAPACITY_MAX || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException(
                    "events in a ring are a power of two from 2 to 33554432, not " + capacity);
        }
        return new EventRing(capacity);
    }

    public int capacity() {
        return (int) mask + 1;
    }

    /** Owner: one event more. */
    public void put(long first, long second, long third, long fourth) {
        if (base == 0) {
            begin();
        }
        var event = base + EVENTS + (next & mask) * EVENT_BYTES;
        VarHandle.storeStoreFence();
        Slots.opaque(event, first);
        Slots.opaque(event + 8, second);
        Slots.opaque(event + 16, third);
        Slots.opaque(event + 24, fourth);
        Slots.release(base, ++next);
    }

    private void begin() {
        var made = Arena.ofAuto().allocate(EVENTS + (long) capacity() * EVENT_BYTES, ALIGNMENT);
        base = made.address();
        memory = made;
    }

    /** Anyone: how many events there ever were. */
    public long written() {
        var there = memory;
        return there == null ? 0 : Slots.acquire(there.address());
    }

    /** Anyone: the events from this position on that are still there. */
    public Copy copy(long from) {
        return copy(from, () -> {});
    }

    /** @param meanwhile runs between the copy and the second look, where a test lets the writer go on */
    Copy copy(long from, Runnable meanwhile) {
        var until = written();
        var oldest = Math.clamp(until - capacity(), from, until);
        var words = words(oldest, until);
        meanwhile.run();
        VarHandle.loadLoadFence();
        var whole = Math.clamp(written() - capacity() + 1, oldest, until);
        if (whole > oldest) {
            words = Arrays.copyOfRange(words, (int) (whole - oldest) * WORDS, words.length);
        }
        return new Copy(words, until, whole - from);
    }

    private long[] words(long from, long until) {
        var words = new long[(int) (until - from) * WORDS];
        var there = memory;
        if (there != null) {
            var first = there.address() + EVENTS;
            var at = 0;
            for (var position = from; position < until; position++) {
                var event = first + (position & mask) * EVENT_BYTES;
                for (var word = 0; word < WORDS; word++) {
                    words[at++] = Slots.opaque(event + (long) word * Long.BYTES);
                }
            }
        }
        return words;
    }
}
