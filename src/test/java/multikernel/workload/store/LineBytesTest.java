package multikernel.workload.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A client that asks for long values and does not wait for them is not read when their bytes are too many. */
class LineBytesTest {

    private final LineBytes bytes = new LineBytes();

    @Test
    void shouldCountWhatIsThereUntilItGoes() {
        bytes.comes();
        bytes.comes();
        bytes.arrived(100);
        bytes.arrived(20);
        assertEquals(120, bytes.expected());
        bytes.gone(100);
        bytes.gone(20);
        assertEquals(0, bytes.expected());
    }

    @Test
    void shouldExpectOfWhatIsToComeAsMuchAsOfTheLargestOfLate() {
        bytes.comes();
        assertEquals(0, bytes.expected());
        bytes.arrived(1000);
        bytes.gone(1000);
        bytes.comes();
        bytes.comes();
        assertEquals(2000, bytes.expected());
    }

    @Test
    void shouldForgetALongOneAmongManyShortOnes() {
        bytes.comes();
        bytes.arrived(1 << 20);
        bytes.gone(1 << 20);
        for (var each = 0; each < 100; each++) {
            bytes.comes();
            bytes.arrived(10);
            bytes.gone(10);
        }
        bytes.comes();
        assertTrue(bytes.expected() < 100, "it expects " + bytes.expected());
    }
}
