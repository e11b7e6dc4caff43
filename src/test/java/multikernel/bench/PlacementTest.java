package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {

    @ParameterizedTest
    @CsvSource({
        "60, 60, SAME_CORE",
        "89.9, 60, SAME_CORE",
        "90, 249, NEAR",
        "120, 130, NEAR",
        "250, 461, FAR",
        "120, 461, MIXED",
        "461, 120, MIXED",
        "60, 120, MIXED"
    })
    void shouldTellThePlacementByTheLineBeforeAndAfter(double before, double after, Placement expected) {
        assertEquals(expected, Placement.between(before, after));
    }
}
