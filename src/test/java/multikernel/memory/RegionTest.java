package multikernel.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RegionTest {

    private static final long MIB = 1 << 20;

    @ParameterizedTest
    @ValueSource(longs = {0, -4096, 1, 4095, 4097, Long.MIN_VALUE})
    void shouldRefuseWhatIsNotWholePages(long bytes) {
        assertThrows(IllegalArgumentException.class, () -> Region.reserve(bytes));
    }

    @Test
    void shouldBeZeroFromEndToEnd() {
        try (var region = Region.reserve(MIB)) {
            isZero(region);
        }
        try (var region = Region.eager(MIB)) {
            isZero(region);
        }
    }

    private static void isZero(Region region) {
        assertEquals(MIB, region.bytes());
        try (var view = View.open(region, 0, MIB, false)) {
            var segment = view.segment();
            for (long offset = 0; offset < MIB; offset += Long.BYTES) {
                assertEquals(0, segment.get(ValueLayout.JAVA_LONG, offset));
            }
        }
    }

    @Test
    void shouldReserveMoreThanItTakes() throws IOException {
        assumeTrue(Pages.areThere());
        long before = residentPages();
        try (var region = Region.reserve(1 << 30)) {
            assertTrue(region.isLazy());
            try (var view = View.open(region, (1 << 30) - 4096, 4096, true)) {
                view.segment().set(ValueLayout.JAVA_LONG, 0, 1);
            }
            assertTrue(
                    residentPages() - before < (1 << 29) / Region.PAGE_BYTES,
                    "the region took memory before it was touched");
        }
    }

    private static long residentPages() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]);
    }

    @Test
    void shouldSayThatThereIsNoRangeOfThatSize() {
        assumeTrue(Pages.areThere());
        assertThrows(OutOfMemoryError.class, () -> Region.reserve(1L << 60));
    }

    @Test
    void shouldGiveTheRangeBackWhenItIsClosed() throws IOException {
        assumeTrue(Pages.areThere());
        long before = reservedPages();
        for (int round = 0; round < 50; round++) {
            Region.reserve(1 << 30).close();
        }
        assertTrue(reservedPages() - before < (1L << 31) / Region.PAGE_BYTES, "closed regions are still mapped");
    }

    private static long reservedPages() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[0]);
    }
}
