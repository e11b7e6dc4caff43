package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace(20);

    @Test
    void shouldBeDueAPeriodLaterHoweverEarlyTheAnswerCame() {
        pace.begin(100);
        assertEquals(3, pace.arrived(103));
        assertEquals(120, pace.due());
        assertEquals(4, pace.arrived(124));
        assertEquals(140, pace.due());
    }

    @Test
    void shouldCountAPauseForEveryMessageThatItKeptBack() {
        pace.begin(0);
        assertEquals(70, pace.arrived(70));
        assertEquals(51, pace.arrived(71));
        assertEquals(32, pace.arrived(72));
        assertEquals(13, pace.arrived(73));
        assertEquals(80, pace.due());
    }
}
