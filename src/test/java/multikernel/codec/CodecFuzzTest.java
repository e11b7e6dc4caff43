package multikernel.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import multikernel.codec.BadMessage.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** Any bytes are a message or one named error, and cost no more memory than so many bytes can ask for. */
@Execution(CONCURRENT)
class CodecFuzzTest {

    private static final MethodHandles.Lookup OWNER = MethodHandles.lookup();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int SIZE_MOST = 96;
    private static final long SEED = 20_091_011;

    /** A byte is at most a small object in a list: its object, its reference twice, its share of the list. */
    private static final int ALLOCATED_EACH_BYTE = 200;
    /** A message of nothing, or a refusal with its sentence; and what the loop itself allocates. */
    private static final int ALLOCATED_EACH_TRY = 3000;

    private final Codec<Rich> codec = Codec.of(OWNER, Rich.class, CodecLimits.DEFAULT);
    private final byte[] bytes = new byte[4 * SIZE_MOST];
    private final MemorySegment memory = MemorySegment.ofArray(bytes);
    private final EnumMap<Kind, Integer> refused = new EnumMap<>(Kind.class);
    private int taken;

    @Test
    void shouldTakeAnyBytesAsAMessageOrANamedError() {
        var chance = new Random(SEED);
        for (int i = 0; i < 500_000; i++) {
            int size = chance.nextInt(SIZE_MOST);
            chance.nextBytes(bytes);
            bytes[0] &= 7;
            decode(size);
        }
        assertTrue(taken > 0, "none was a message");
        var expected = EnumSet.complementOf(EnumSet.of(Kind.CAPABILITY_REFUSED, Kind.BAD_SEQUENCE, Kind.REPEATED));
        assertTrue(refused.keySet().containsAll(expected), refused::toString);
    }

    @Test
    void shouldTakeAnyMessageThatWasDamagedAsAMessageOrANamedError() {
        var chance = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            int size = codec.encode(Values.any(OWNER, Rich.class, i), MemorySegment.ofArray(bytes), 0);
            var whole = bytes.clone();
            for (int j = 0; j < 50; j++) {
                System.arraycopy(whole, 0, bytes, 0, size);
                int next = damaged(chance, size);
                decode(next);
            }
        }
        assertTrue(taken > 10_000, () -> "messages: " + taken + ", refused: " + refused);
        assertTrue(refused.size() > 7, refused::toString);
    }

    @Test
    void shouldMakeRoomOnlyForWhatIsThere() throws Exception {
        var lists = Codec.of(OWNER, Nest.class, CodecLimits.DEFAULT);
        byte[] claims = {0, (byte) 249, 0, 16, (byte) 249, 0, 16, (byte) 249, 0, 16};
        var segment = MemorySegment.ofArray(claims);
        decodeBadly(lists, segment);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        decodeBadly(lists, segment);
        assertTrue(THREADS.getCurrentThreadAllocatedBytes() - before < ALLOCATED_EACH_TRY);
    }

    sealed interface Nest {
        record Lists(List<List<List<Long>>> all) implements Nest {
            public Lists {
                all = List.copyOf(all);
            }
        }
    }

    private static void decodeBadly(Codec<?> codec, MemorySegment segment) {
        try {
            codec.decode(segment, 0, (int) segment.byteSize());
            throw new AssertionError("taken");
        } catch (BadMessage bad) {
            assertEquals(Kind.TRUNCATED, bad.kind());
        }
    }

    private void decode(int size) {
        long most = ALLOCATED_EACH_TRY + (long) size * ALLOCATED_EACH_BYTE;
        if (allocated(size) > most) {
            long again = allocated(size);
            assertTrue(again <= most, () -> size + " bytes made it allocate " + again);
        }
    }

    /** The first time that a sentence is put together the JVM makes itself ready for it. */
    private long allocated(int size) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            codec.decode(memory, 0, size);
            taken++;
        } catch (BadMessage bad) {
            refused.merge(bad.kind(), 1, Integer::sum);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private int damaged(Random chance, int size) {
        int next = size;
        for (int i = chance.nextInt(3); i >= 0; i--) {
            switch (chance.nextInt(4)) {
                case 0 -> bytes[chance.nextInt(Math.max(1, next))] ^= (byte) (1 << chance.nextInt(8));
                case 1 -> bytes[chance.nextInt(Math.max(1, next))] = (byte) chance.nextInt();
                case 2 -> next = Math.min(bytes.length, next + chance.nextInt(4));
                default -> next = chance.nextInt(next + 1);
            }
        }
        return next;
    }
}
