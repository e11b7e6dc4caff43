package multikernel.urpc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two threads, many messages: each is the last one's successor and whole. {@code -Dmultikernel.soak.messages} says how
 * many in all.
 */
class SoakTest {

    private static final long MESSAGES = Long.getLong("multikernel.soak.messages", 5_000_000);
    private static final int[] CAPACITIES = {2, 4, 64, 4096};
    private static final int WORDS = 6;
    private static final int BATCH = 100;

    /** A mean of so many messages between two stalls of a side. */
    private static final int STALL = 10_000;

    /** So near the wrap of the header's 32 bits, and of the sign, that each soak runs over it. */
    private static final long FIRST = Long.MAX_VALUE - 1_000;

    @Test
    @Timeout(7_200)
    void shouldLoseRepeatReorderAndTearNothing() throws Exception {
        for (var capacity : CAPACITIES) {
            var memory = Arena.ofAuto().allocate(Ring.bytes(capacity), Ring.LINE_BYTES);
            Ring.format(memory, capacity, FIRST);
            soak("memory", memory, memory);
        }
    }

    @Test
    @Timeout(7_200)
    void shouldLoseRepeatReorderAndTearNothingBetweenTwoMappingsOfAFile(@TempDir Path directory) throws Exception {
        for (var capacity : CAPACITIES) {
            var file = directory.resolve("ring-" + capacity);
            var ours = map(file, capacity);
            Ring.format(ours, capacity, FIRST);
            soak("file", map(file, capacity), ours);
        }
    }

    private static MemorySegment map(Path file, int capacity) throws Exception {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, Ring.bytes(capacity), Arena.ofAuto());
        }
    }

    private static void soak(String where, MemorySegment written, MemorySegment read) throws Exception {
        var count = MESSAGES / (2 * CAPACITIES.length);
        var writer = RingWriter.over(written);
        var reader = RingReader.over(read);
        var sending = new FutureTask<>(() -> send(writer, count), count);
        var thread = new Thread(sending, "soak");
        thread.start();
        var receipt = new Receipt();
        var stalls = new SplittableRandom(2);
        while (receipt.next < count) {
            var max = stalls.nextInt(1, BATCH);
            if (reader.drain(receipt, max) == 0) {
                // With one CPU for both, or a disturbed one, the writer needs it.
                Thread.yield();
            }
            stall(stalls, max);
        }
        assertEquals(count, sending.get());
        thread.join();
        assertEquals(FIRST + count, reader.received());
        assertEquals(0, reader.drain(receipt, 1));
        System.out.printf(
                "soak %s: capacity %d, %d messages in order and whole, %d stalls%n",
                where, writer.capacity(), receipt.next, writer.stalls());
    }

    private static void send(RingWriter writer, long count) {
        var stalls = new SplittableRandom(1);
        for (var number = 0L; number < count; ) {
            var line = writer.claim();
            if (line < 0) {
                Thread.yield();
                continue;
            }
            var check = 0L;
            for (var word = 0; word < WORDS; word++) {
                var value = word(number, word);
                writer.memory().set(JAVA_LONG, line + 8L * word, value);
                check = 31 * check + value;
            }
            writer.memory().set(JAVA_LONG, line + 8L * WORDS, check);
            writer.publish((int) number & Ring.TAG_MAX);
            number++;
            stall(stalls, 1);
        }
    }

    /** Differs in all bits from one message to the next, and from the last lap's. */
    private static long word(long number, int word) {
        return (number + word) * 0x9e37_79b9_7f4a_7c15L;
    }

    private static void stall(SplittableRandom random, int messages) {
        if (random.nextInt(STALL) < messages) {
            for (var pause = random.nextInt(2_000); pause > 0; pause--) {
                Thread.onSpinWait();
            }
        }
    }

    private static final class Receipt implements RingReader.Receiver {
        private long next;

        @Override
        public void line(MemorySegment memory, long offset, int tag) {
            var check = 0L;
            for (var word = 0; word < WORDS; word++) {
                var value = memory.get(JAVA_LONG, offset + 8L * word);
                if (value != word(next, word)) {
                    throw new AssertionError("message " + next + ", word " + word + ": " + Long.toHexString(value));
                }
                check = 31 * check + value;
            }
            if (check != memory.get(JAVA_LONG, offset + 8L * WORDS)) {
                throw new AssertionError("message " + next + ": the check does not fit");
            }
            if (tag != ((int) next & Ring.TAG_MAX)) {
                throw new AssertionError("message " + next + ": tag " + tag);
            }
            next++;
        }
    }
}
