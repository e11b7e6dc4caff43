package multikernel.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ViewTest {

    private static final int BYTES = 1 << 16;
    private static final int FRAME = 1 << 12;

    private final Region region = Region.reserve(BYTES);

    @AfterEach
    void close() {
        region.close();
    }

    @Test
    void shouldShowWhatAnotherViewOfTheSameRangeHasWritten() {
        try (var one = View.open(region, 0, 2 * FRAME, true);
                var other = View.open(region, FRAME, FRAME, false)) {
            one.segment().set(ValueLayout.JAVA_LONG, FRAME + 8, 42);
            assertEquals(42, other.segment().get(ValueLayout.JAVA_LONG, 8));
        }
    }

    @Test
    void shouldEndWhereItsRangeEnds() {
        try (var view = View.open(region, FRAME, FRAME, true)) {
            var segment = view.segment();
            assertEquals(FRAME, segment.byteSize());
            assertThrows(IndexOutOfBoundsException.class, () -> segment.get(ValueLayout.JAVA_BYTE, FRAME));
            assertThrows(IndexOutOfBoundsException.class, () -> segment.get(ValueLayout.JAVA_BYTE, -1));
            assertThrows(IndexOutOfBoundsException.class, () -> segment.get(ValueLayout.JAVA_LONG, FRAME - 7));
            assertThrows(IndexOutOfBoundsException.class, () -> segment.asSlice(0, FRAME + 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 65537", "65536, 1", "4096, -1", "9223372036854775807, 4096", "4096, 9223372036854775807"})
    void shouldRefuseARangeThatIsNotInTheRegion(long base, long bytes) {
        assertThrows(IndexOutOfBoundsException.class, () -> View.open(region, base, bytes, true));
    }

    @Test
    void shouldLetNobodyWriteWhereItIsReadOnly() {
        try (var view = View.open(region, 0, FRAME, false)) {
            var segment = view.segment();
            assertFalse(view.isWritable());
            assertThrows(IllegalArgumentException.class, () -> segment.set(ValueLayout.JAVA_LONG, 0, 1));
            assertThrows(IllegalArgumentException.class, () -> segment.fill((byte) 1));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> MemorySegment.copy(MemorySegment.ofArray(new byte[1]), 0, segment, 0, 1));
            assertEquals(0, segment.get(ValueLayout.JAVA_LONG, 0));
        }
    }

    @Test
    void shouldLetNoOtherThreadThrough() throws Exception {
        try (var view = View.open(region, 0, FRAME, true)) {
            var segment = view.segment();
            var buffer = segment.asByteBuffer();
            CompletableFuture.runAsync(() -> {
                        assertThrows(WrongThreadException.class, () -> segment.get(ValueLayout.JAVA_LONG, 0));
                        assertThrows(WrongThreadException.class, () -> segment.set(ValueLayout.JAVA_LONG, 0, 1));
                        assertThrows(WrongThreadException.class, () -> buffer.get(0));
                        assertThrows(WrongThreadException.class, view::close);
                    })
                    .get();
            assertTrue(view.isOpen(), "another thread's close closes nothing");
            assertEquals(0, segment.get(ValueLayout.JAVA_LONG, 0));
        }
    }

    @Test
    void shouldLetNobodyThroughOnceItIsClosed() {
        var view = View.open(region, 0, FRAME, true);
        var segment = view.segment();
        var slice = segment.asSlice(8, 8);
        var readOnly = segment.asReadOnly();
        var buffer = segment.asByteBuffer();
        view.close();
        view.close();
        assertFalse(view.isOpen());
        assertThrows(IllegalStateException.class, () -> segment.get(ValueLayout.JAVA_LONG, 0));
        assertThrows(IllegalStateException.class, () -> segment.set(ValueLayout.JAVA_LONG, 0, 1));
        assertThrows(IllegalStateException.class, () -> slice.get(ValueLayout.JAVA_LONG, 0));
        assertThrows(IllegalStateException.class, () -> readOnly.get(ValueLayout.JAVA_LONG, 0));
        assertThrows(IllegalStateException.class, () -> buffer.get(0));
        assertThrows(IllegalStateException.class, () -> segment.fill((byte) 1));
    }

    /** What compiled code does with an access that has always gone well is what is asked here. */
    @Test
    void shouldFailAtEveryAccessAfterAClose() {
        long rounds = Long.getLong("multikernel.test.closes", 100_000);
        long failed = 0;
        long sum = 0;
        for (long round = 0; round < rounds; round++) {
            var view = View.open(region, round % 16 * FRAME, FRAME, true);
            var segment = view.segment();
            segment.set(ValueLayout.JAVA_LONG, 8, round);
            sum += read(segment) - round;
            view.close();
            try {
                sum += read(segment);
            } catch (IllegalStateException closed) {
                failed++;
            }
        }
        assertEquals(rounds, failed);
        assertEquals(0, sum);
    }

    private static long read(MemorySegment segment) {
        return segment.get(ValueLayout.JAVA_LONG, 8);
    }
}
