package multikernel.urpc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One thread at both ends. */
class RingTest {

    private static final int CAPACITY = 8;

    private final MemorySegment memory = Ring.memory(CAPACITY);
    private final RingWriter writer = RingWriter.over(memory);
    private final RingReader reader = RingReader.over(memory);
    private final List<Long> taken = new ArrayList<>();

    private static boolean send(RingWriter writer, long value) {
        var line = writer.claim();
        if (line < 0) {
            return false;
        }
        for (var word = 0; word < 7; word++) {
            writer.memory().set(JAVA_LONG, line + 8 * word, value + word);
        }
        writer.publish((int) value & Ring.TAG_MAX);
        return true;
    }

    private static long valueOf(MemorySegment memory, long offset, int tag) {
        var value = memory.get(JAVA_LONG, offset);
        for (var word = 0; word < 7; word++) {
            assertEquals(value + word, memory.get(JAVA_LONG, offset + 8 * word));
        }
        assertEquals((int) value & Ring.TAG_MAX, tag);
        return value;
    }

    private int take(RingReader from, int max) {
        return from.drain((lines, offset, tag) -> taken.add(valueOf(lines, offset, tag)), max);
    }

    private static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }

    @Test
    void shouldBeEmptyAtFirst() {
        assertTrue(reader.isEmpty());
        assertEquals(-1, reader.poll());
        assertEquals(0, take(reader, 10));
        assertTrue(writer.hasRoom(CAPACITY));
        assertFalse(writer.hasRoom(CAPACITY + 1));
        assertEquals(CAPACITY, writer.room());
    }

    @Test
    void shouldHoldExactlyItsCapacity() {
        for (var value = 0; value < CAPACITY; value++) {
            assertTrue(writer.hasRoom());
            assertTrue(send(writer, value));
        }
        assertFalse(writer.hasRoom());
        assertFalse(send(writer, CAPACITY));
        assertEquals(0, writer.room());
        assertEquals(1, writer.stalls());
        assertEquals(CAPACITY, writer.depth());
        assertEquals(CAPACITY, reader.depth());
        assertEquals(CAPACITY, take(reader, 100));
        assertEquals(upTo(CAPACITY), taken);
        assertTrue(send(writer, CAPACITY));
    }

    @Test
    void shouldGiveLinesBackAQuarterAtATimeAndAllWhenNothingIsLeft() {
        for (var value = 0; value < CAPACITY; value++) {
            send(writer, value);
        }
        take(reader, 1);
        assertFalse(writer.hasRoom());
        take(reader, 1);
        assertEquals(2, writer.room());
        take(reader, 5);
        assertFalse(writer.hasRoom(7));
        assertFalse(reader.isEmpty());
        take(reader, 1);
        assertTrue(reader.isEmpty());
        assertTrue(writer.hasRoom(CAPACITY));
    }

    @Test
    void shouldGoRoundManyTimesInBatchesOfAnySize() {
        var next = 0L;
        for (var batch = 1; batch <= CAPACITY; batch++) {
            for (var time = 0; time < 100; time++) {
                for (var sent = 0; sent < batch; sent++) {
                    assertTrue(send(writer, next++));
                }
                assertEquals(batch, take(reader, batch));
                assertEquals(0, take(reader, 1));
            }
        }
        assertEquals(upTo(next), taken);
        assertEquals(next, writer.sent());
        assertEquals(next, reader.received());
        assertEquals(0, writer.stalls());
    }

    @Test
    void shouldTakeNoMoreThanItIsAskedTo() {
        for (var value = 0; value < 5; value++) {
            send(writer, value);
        }
        assertEquals(0, take(reader, 0));
        assertEquals(2, take(reader, 2));
        assertEquals(upTo(2), taken);
        assertEquals(3, take(reader, 4));
    }

    @Test
    void shouldShowTheNextMessageUntilItIsReleased() {
        send(writer, 7);
        send(writer, 8);
        assertEquals(7, valueOf(memory, reader.poll(), reader.tag()));
        assertEquals(7, valueOf(memory, reader.poll(), reader.tag()));
        assertEquals(2, reader.depth());
        reader.release();
        assertEquals(8, valueOf(memory, reader.poll(), reader.tag()));
        reader.release();
        assertEquals(-1, reader.poll());
        assertEquals(2, reader.received());
    }

    @Test
    void shouldNotHandOverAgainWhatItsReceiverFailedOn() {
        send(writer, 0);
        send(writer, 1);
        assertThrows(
                IllegalStateException.class,
                () -> reader.drain(
                        (lines, offset, tag) -> {
                            throw new IllegalStateException("on purpose");
                        },
                        10));
        assertEquals(1, reader.received());
        take(reader, 10);
        assertEquals(List.of(1L), taken);
    }

    @Test
    void shouldCarryACopyOfAnyNumberOfBytesThatFit() {
        var payload = MemorySegment.ofArray(new byte[64]);
        for (var bytes = 0; bytes <= Ring.PAYLOAD_BYTES; bytes++) {
            payload.fill((byte) (bytes + 1));
            assertTrue(writer.offer(payload, 3, bytes, bytes));
            var offset = reader.poll();
            assertEquals(bytes, reader.tag());
            for (var at = 0; at < bytes; at++) {
                assertEquals(bytes + 1, memory.get(JAVA_BYTE, offset + at));
            }
            reader.release();
        }
    }

    @Test
    void shouldRefuseToSendMoreThanALineOrBytesThatAreNotThere() {
        try (var arena = Arena.ofConfined()) {
            var payload = arena.allocate(64);
            assertThrows(IndexOutOfBoundsException.class, () -> writer.offer(payload, 0, 57, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> writer.offer(payload, 0, -1, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> writer.offer(payload, 9, 56, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> writer.offer(payload, 60, 5, 0));
        }
        assertEquals(0, writer.sent());
        assertTrue(reader.isEmpty());
    }

    @Test
    void shouldCarryEveryTag() {
        for (var tag : List.of(0, 1, 1 << 30, Ring.TAG_MAX)) {
            writer.claim();
            writer.publish(tag);
            reader.poll();
            assertEquals(tag, reader.tag());
            reader.release();
        }
    }

    @Test
    void shouldKeepTwoRingsOfOneMemoryApart() {
        var bytes = Ring.bytes(2);
        var both = Arena.ofAuto().allocate(2 * bytes, 64);
        Ring.format(both.asSlice(0, bytes), 2);
        Ring.format(both.asSlice(bytes, bytes), 2);
        var there = RingWriter.over(both.asSlice(0, bytes));
        var back = RingWriter.over(both.asSlice(bytes, bytes));
        var heard = RingReader.over(both.asSlice(0, bytes));
        var answered = RingReader.over(both.asSlice(bytes, bytes));
        for (var value = 0L; value < 100; value++) {
            assertTrue(send(there, value));
            assertEquals(1, heard.drain((lines, offset, tag) -> send(back, -valueOf(lines, offset, tag)), 5));
            assertEquals(-value, valueOf(answered.memory(), answered.poll(), answered.tag()));
            answered.release();
        }
    }

    @Test
    void shouldWorkAtTheSmallestAndTheLargestCapacity() {
        for (var capacity : List.of(Ring.CAPACITY_MIN, Ring.CAPACITY_MAX)) {
            taken.clear();
            var ends = Ring.memory(capacity);
            var in = RingWriter.over(ends);
            var out = RingReader.over(ends);
            for (var lap = 0; lap < 2; lap++) {
                for (var value = 0; value < capacity; value++) {
                    assertTrue(send(in, (long) lap * capacity + value));
                }
                assertFalse(in.hasRoom());
                assertEquals(capacity, take(out, Integer.MAX_VALUE));
                assertTrue(out.isEmpty());
            }
            assertEquals(upTo(2L * capacity), taken);
        }
    }

    @Test
    void shouldRunOnWherePositionsWrap() {
        for (var capacity : List.of(2, 4, 64)) {
            for (var wrap : List.of(0L, 1L << 31, 1L << 32, 1L << 63)) {
                var ends = Arena.ofAuto().allocate(Ring.bytes(capacity), 64);
                Ring.format(ends, capacity, wrap - 3 * capacity - 1);
                var in = RingWriter.over(ends);
                var out = RingReader.over(ends);
                taken.clear();
                assertTrue(out.isEmpty());
                for (var value = 0L; value < 7 * capacity; value++) {
                    if (value % capacity == capacity - 1) {
                        assertTrue(in.hasRoom());
                    }
                    assertTrue(send(in, value));
                    if (value % 3 == 0 || !in.hasRoom()) {
                        take(out, capacity);
                        assertTrue(out.isEmpty());
                        assertEquals(0, in.depth());
                    }
                }
                take(out, capacity);
                assertEquals(upTo(7 * capacity), taken);
            }
        }
    }
}
