package multikernel.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DistanceTest {

    private static final long EVERY = 1_000;

    private final Distance distance = new Distance(EVERY);
    private long now = 5_000;

    @Test
    void shouldBeTheShortestOfTheLastFewRoundTrips() throws Violation {
        assertEquals(0, distance.roundTripNanos());
        roundTrip(300);
        roundTrip(200);
        roundTrip(900);
        assertEquals(200, distance.roundTripNanos());
        for (int trip = 0; trip < 8; trip++) {
            roundTrip(500);
        }
        assertEquals(500, distance.roundTripNanos());
    }

    @Test
    void shouldAskNoMoreOftenThanItIsToAndNotWhileAnAnswerIsOut() throws Violation {
        distance.tick(now);
        assertEquals(new Frame.Ask(1), distance.next(now));
        distance.tick(now + 10 * EVERY);
        assertFalse(distance.hasNext());
        distance.echoed(new Frame.Echo(1), now + 10);
        distance.tick(now + EVERY - 1);
        assertNull(distance.next(now));
        distance.tick(now + EVERY);
        assertEquals(new Frame.Ask(2), distance.next(now + EVERY));
    }

    @Test
    void shouldEchoWhatItWasAskedBeforeItAsks() {
        distance.tick(now);
        distance.asked(new Frame.Ask(77));
        assertEquals(new Frame.Echo(77), distance.next(now));
        assertEquals(new Frame.Ask(1), distance.next(now));
    }

    @Test
    void shouldAskAnewOverAnotherConnectionAndRefuseAnEchoThatNobodyAskedFor() throws Violation {
        distance.tick(now);
        distance.next(now);
        distance.lost();
        assertThrows(Violation.class, () -> distance.echoed(new Frame.Echo(1), now));
        roundTrip(400);
        assertEquals(400, distance.roundTripNanos());
        assertThrows(Violation.class, () -> distance.echoed(new Frame.Echo(2), now));
    }

    private void roundTrip(long nanos) throws Violation {
        now += EVERY;
        distance.tick(now);
        if (!(distance.next(now) instanceof Frame.Ask(long number))) {
            throw new AssertionError("nothing was asked");
        }
        now += nanos;
        distance.echoed(new Frame.Echo(number), now);
    }
}
