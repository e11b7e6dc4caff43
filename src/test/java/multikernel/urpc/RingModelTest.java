package multikernel.urpc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A ring does what a bounded queue does, whatever is asked of it and wherever its positions begin. */
class RingModelTest {

    /** An operation is a number: from 0 to 19 sends so many, from 20 drains at most so many, 40 polls one. */
    @Property(tries = 2_000)
    void shouldDoWhatABoundedQueueDoes(
            @ForAll @IntRange(min = 1, max = 5) int power,
            @ForAll long first,
            @ForAll @Size(max = 200) List<@IntRange(max = 40) Integer> operations) {
        var capacity = 1 << power;
        var memory = Arena.ofAuto().allocate(Ring.bytes(capacity), 64);
        Ring.format(memory, capacity, first);
        var pair = new Pair(capacity, RingWriter.over(memory), RingReader.over(memory), new ArrayDeque<>());
        var next = 0;
        for (var operation : operations) {
            if (operation < 20) {
                next = pair.send(operation, next);
            } else if (operation < 40) {
                pair.drain(operation - 20);
            } else {
                pair.poll();
            }
            pair.agrees();
        }
        assertEquals(first + next, pair.writer.sent());
        assertEquals(first + next - pair.model.size(), pair.reader.received());
    }

    private record Pair(int capacity, RingWriter writer, RingReader reader, ArrayDeque<Integer> model) {

        int send(int count, int next) {
            for (var sent = 0; sent < count; sent++) {
                var line = writer.claim();
                if (line < 0) {
                    assertTrue(model.size() > capacity - Math.max(1, capacity / 4), "full too early");
                    return next;
                }
                writer.memory().set(JAVA_LONG, line, next);
                writer.publish(next);
                model.add(next++);
                assertTrue(model.size() <= capacity, "more than it holds");
            }
            return next;
        }

        void drain(int max) {
            var due = Math.min(max, model.size());
            assertEquals(due, reader.drain((lines, offset, tag) -> take(lines.get(JAVA_LONG, offset), tag), max));
        }

        void poll() {
            var offset = reader.poll();
            assertEquals(model.isEmpty(), offset < 0);
            if (offset >= 0) {
                take(reader.memory().get(JAVA_LONG, offset), reader.tag());
                reader.release();
            }
        }

        private void take(long value, int tag) {
            int due = model.remove();
            assertEquals(due, value);
            assertEquals(due, tag);
        }

        void agrees() {
            assertEquals(model.size(), reader.depth());
            assertTrue(writer.depth() >= model.size() && writer.depth() <= capacity);
        }
    }
}
