package multikernel.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import multikernel.codec.Rich.Circle;
import multikernel.codec.Rich.Dot;
import multikernel.codec.Rich.Nested;
import multikernel.codec.Rich.Numbers;
import multikernel.codec.Rich.Picky;
import multikernel.codec.Rich.Point;
import multikernel.codec.Rich.Texts;
import org.junit.jupiter.api.Test;

/** What is allocated for a message once the code is warm. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM = 20_000;
    private static final int ROUNDS = 10_000;

    private static final List<Rich> MESSAGES = List.of(
            new Numbers(true, (byte) 1, (short) 2, 'c', 3, 4, 5, 6),
            new Texts("a name", List.of("one", "zwölf"), Optional.of("more")),
            new Nested(new Circle(new Point(1, 2), 3), List.of(Dot.LARGE, Dot.SMALL)),
            new Texts("long", List.of(), Optional.of("0123456789".repeat(30))));

    private final Codec<Rich> codec = Codec.of(MethodHandles.lookup(), Rich.class, CodecLimits.DEFAULT);
    private final MemorySegment memory = Arena.ofAuto().allocate(1 << 12);

    @Test
    void shouldAllocateNothingToEncode() {
        encode(WARM);
        assertEquals(0, fewest(() -> encode(ROUNDS)));
    }

    @Test
    void shouldAllocateNothingToSendInLines() throws Exception {
        var lines = new Lines(16);
        var outgoing = Outgoing.over(codec, lines);
        send(outgoing, lines, WARM);
        assertEquals(0, fewest(() -> send(outgoing, lines, ROUNDS)));
    }

    @Test
    void shouldAllocateNoMoreThanTheMessageToDecode() throws Exception {
        int size = codec.encode(new Picky(5), memory, 0);
        decode(size, WARM);
        long each = fewest(() -> decode(size, ROUNDS)) / ROUNDS;
        assertTrue(each <= 16, () -> "a record of one int takes " + each + " bytes");
    }

    @Test
    void shouldAllocateNothingForACallAndItsReply() {
        var calls = new Calls<String>(64);
        call(calls, WARM);
        assertEquals(0, fewest(() -> call(calls, ROUNDS)));
        assertEquals(0, calls.outstanding());
    }

    /** Of a few times: a compiler's thread may have the code changed under one of them. */
    private static long fewest(Runnable rounds) {
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < 10 && fewest > 0; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            rounds.run();
            fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return fewest;
    }

    private void encode(int rounds) {
        for (int i = 0; i < rounds; i++) {
            codec.encode(MESSAGES.get(i & 3), memory, 0);
        }
    }

    private static void send(Outgoing<Rich> outgoing, Lines lines, int rounds) {
        for (int i = 0; i < rounds; i++) {
            assertTrue(outgoing.offer(MESSAGES.get(i & 3)));
            while (lines.waiting() > 0) {
                lines.release();
            }
        }
    }

    private void decode(int size, int rounds) {
        try {
            for (int i = 0; i < rounds; i++) {
                codec.decode(memory, 0, size);
            }
        } catch (BadMessage bad) {
            throw new AssertionError(bad);
        }
    }

    private static void call(Calls<String> calls, int rounds) {
        for (int i = 0; i < rounds; i++) {
            long kept = calls.begin(i + 20, Silent.ONE);
            calls.begin(i + 10, Silent.ONE);
            calls.expire(i);
            calls.replied(kept, "reply");
        }
        calls.expire(rounds + 20);
    }

    private enum Silent implements Calls.Continuation<String> {
        ONE;

        @Override
        public void replied(String reply) {}

        @Override
        public void expired() {}
    }
}
