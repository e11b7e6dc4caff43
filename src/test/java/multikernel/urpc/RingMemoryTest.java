package multikernel.urpc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a ring's memory, who comes to it later, and what is refused. */
class RingMemoryTest {

    private static final int CAPACITY = 8;

    private final MemorySegment memory = Ring.memory(CAPACITY);

    private static void send(RingWriter writer, long value) {
        writer.memory().set(JAVA_LONG, writer.claim(), value);
        writer.publish(0);
    }

    private static long take(RingReader reader) {
        var value = reader.memory().get(JAVA_LONG, reader.poll());
        reader.release();
        return value;
    }

    @Test
    void shouldRefuseACapacityThatIsNoPowerOfTwoInItsRange() {
        for (var capacity : List.of(-2, 0, 1, 3, 100, 1 << 21)) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> Ring.bytes(capacity));
            assertTrue(String.valueOf(refusal.getMessage()).endsWith("not " + capacity), refusal::toString);
        }
    }

    @Test
    void shouldRefuseMemoryThatCannotHoldARing() {
        var bytes = Ring.bytes(CAPACITY);
        var large = Arena.ofAuto().allocate(2 * bytes, 64);
        var unfit = Stream.of(
                MemorySegment.ofArray(new long[1024]),
                large.asReadOnly(),
                large.asSlice(8, bytes),
                large.asSlice(0, bytes - 1));
        unfit.forEach(segment -> assertThrows(IllegalArgumentException.class, () -> Ring.format(segment, CAPACITY)));
    }

    @Test
    void shouldRefuseBothEndsOverMemoryThatIsNoRing() {
        var empty = Arena.ofAuto().allocate(Ring.bytes(CAPACITY), 64);
        refused(empty, "no ring of this version");
        memory.set(JAVA_BYTE, 0, (byte) 2);
        refused(memory, "no ring of this version");
    }

    @Test
    void shouldRefuseACapacityThatDoesNotFitItsMemory() {
        for (var capacity : List.of(-1L, 0L, 1L, 12L, 1L << 21, 1L << 32)) {
            memory.set(JAVA_LONG, Ring.CAPACITY, capacity);
            refused(memory, "a capacity of " + capacity + " is no power of two");
        }
        memory.set(JAVA_LONG, Ring.CAPACITY, 2 * CAPACITY);
        refused(memory, "a capacity of 16 does not fit 1024 bytes");
    }

    private static void refused(MemorySegment memory, String why) {
        for (var refusal : List.of(
                assertThrows(BrokenRing.class, () -> RingWriter.over(memory)),
                assertThrows(BrokenRing.class, () -> RingReader.over(memory)))) {
            assertTrue(String.valueOf(refusal.getMessage()).startsWith(why), refusal::toString);
        }
    }

    @Test
    void shouldRefusePositionsThatCannotBe() {
        memory.set(JAVA_LONG, Ring.PUBLISHED, 1);
        refused(memory, "the number of ");
        memory.set(JAVA_LONG, Ring.PUBLISHED, -9);
        refused(memory, "the number of ");
    }

    @Test
    void shouldSayWhenTheOtherSideGivesBackWhatWasNeverSent() {
        var writer = RingWriter.over(memory);
        for (var value = 0; value < CAPACITY; value++) {
            send(writer, value);
        }
        memory.set(JAVA_LONG, Ring.PUBLISHED, 9);
        var broken = assertThrows(BrokenRing.class, writer::claim);
        assertEquals("the number of unread messages is -1, not from 0 to 8", broken.getMessage());
    }

    @Test
    void shouldSayWhenALineHoldsWhatNoWriterWrites() {
        var reader = RingReader.over(memory);
        memory.set(JAVA_LONG, Ring.LINES + Ring.PAYLOAD_BYTES, 5L << 32);
        assertThrows(BrokenRing.class, reader::poll);
        assertThrows(BrokenRing.class, () -> reader.drain((lines, offset, tag) -> {}, 1));
    }

    @Test
    void shouldStayWithinItsMemoryWhateverTheOtherSideWrites() {
        var random = new Random(1);
        var around = Arena.ofAuto().allocate(3 * Ring.bytes(CAPACITY), 64);
        around.fill((byte) 0x5a);
        var ring = around.asSlice(Ring.bytes(CAPACITY), Ring.bytes(CAPACITY));
        for (var round = 0; round < 5_000; round++) {
            Ring.format(ring, CAPACITY);
            var writer = RingWriter.over(ring);
            var reader = RingReader.over(ring);
            for (var step = 0; step < 20; step++) {
                ring.set(JAVA_LONG, 8L * random.nextInt((int) ring.byteSize() / 8), random.nextLong());
                try {
                    writer.offer(ring, 512, random.nextInt(57), 1);
                    var taken = reader.drain((lines, offset, tag) -> assertWithin(offset, tag), 50);
                    assertTrue(taken >= 0 && taken <= 50);
                } catch (BrokenRing broken) {
                    assertFalse(String.valueOf(broken.getMessage()).isEmpty());
                }
            }
        }
        for (var at = 0L; at < Ring.bytes(CAPACITY); at++) {
            assertEquals(0x5a, around.get(JAVA_BYTE, at));
            assertEquals(0x5a, around.get(JAVA_BYTE, 2 * Ring.bytes(CAPACITY) + at));
        }
    }

    private static void assertWithin(long offset, int tag) {
        assertTrue(offset >= Ring.LINES && offset + Ring.LINE_BYTES <= Ring.bytes(CAPACITY), "offset " + offset);
        assertEquals(0, offset % Ring.LINE_BYTES);
        assertTrue(tag >= 0);
    }

    @Test
    void shouldGoOnWhereTheLastOnesStopped() {
        for (var value = 0L; value < 100; value++) {
            send(RingWriter.over(memory), value);
            send(RingWriter.over(memory), -value);
            assertEquals(2, RingReader.over(memory).depth());
            assertEquals(value, take(RingReader.over(memory)));
            assertEquals(-value, take(RingReader.over(memory)));
        }
    }

    @Test
    void shouldCountWhatAWriterPublishedAndDiedBeforeCounting() {
        send(RingWriter.over(memory), 1);
        memory.set(JAVA_LONG, Ring.SENT, 0);
        var reader = RingReader.over(memory);
        assertEquals(0, reader.depth());
        var writer = RingWriter.over(memory);
        assertEquals(1, writer.sent());
        send(writer, 2);
        assertEquals(1, take(reader));
        assertEquals(2, take(reader));
    }

    @Test
    void shouldNotTakeAgainWhatAReaderTookAndDiedBeforeCounting() {
        var writer = RingWriter.over(memory);
        for (var value = 0; value < CAPACITY; value++) {
            send(writer, value);
        }
        assertEquals(5, RingReader.over(memory).drain((lines, offset, tag) -> {}, 5));
        memory.set(JAVA_LONG, Ring.RECEIVED, 4);
        var reader = RingReader.over(memory);
        assertEquals(5, reader.received());
        assertEquals(5, take(reader));
    }

    @Test
    void shouldCarryFromOneMappingOfAFileToAnother(@TempDir Path directory) throws Exception {
        var ours = map(directory.resolve("ring"));
        var theirs = map(directory.resolve("ring"));
        Ring.format(ours, CAPACITY);
        var reader = RingReader.over(ours);
        var writer = RingWriter.over(theirs);
        for (var value = 0L; value < 100; value++) {
            send(writer, value);
            assertEquals(value, take(reader));
        }
        assertTrue(ours.address() != theirs.address());
    }

    private static MemorySegment map(Path file) throws Exception {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, Ring.bytes(CAPACITY), Arena.ofAuto());
        }
    }

    @Test
    void shouldKeepWordsOfDifferentWritersTwoLinesApart() {
        assertTrue(Ring.SENT - Ring.CAPACITY >= 2 * Ring.LINE_BYTES - Long.BYTES);
        assertTrue(Ring.PUBLISHED - Ring.SENT >= 2 * Ring.LINE_BYTES);
        assertTrue(Ring.RECEIVED - Ring.PUBLISHED >= 2 * Ring.LINE_BYTES);
        assertTrue(Ring.LINES - Ring.RECEIVED >= 2 * Ring.LINE_BYTES);
        assertEquals(Ring.SENT / Ring.LINE_BYTES, Ring.STALLS / Ring.LINE_BYTES);
        assertEquals(Ring.LINE_BYTES, Ring.PAYLOAD_BYTES + Long.BYTES);
    }
}
