package multikernel.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StraightTest {

    private static final long MICRO = 1000;

    private final Straight straight = new Straight(DispatchLimits.of(ConfigFactory.parseString("slice-time = 100us")));
    private final MailboxState slow = new MailboxState();
    private final MailboxState fast = new MailboxState();

    @BeforeEach
    void beginATurn() {
        straight.turn(true);
    }

    private void prove() {
        for (var i = 0; i < 10; i++) {
            straight.look(fast, 0, 1);
        }
        assertFalse(straight.timesEach());
    }

    @Test
    void shouldSendASlowActorByItsMailboxForAWhile() {
        straight.look(slow, 0, 50 * MICRO);
        for (var messages = 1; messages < Straight.SLOW_MESSAGES; messages++) {
            assertFalse(straight.admits(slow));
            assertTrue(straight.admits(fast));
        }
        assertTrue(straight.admits(slow));
    }

    @Test
    void shouldBlameNobodyForAStretchThatWasSlowButTimeEachOfTheNext() {
        prove();
        straight.look(fast, 0, 1000 * MICRO);
        assertTrue(straight.admits(fast));
        assertTrue(straight.timesEach());
        straight.look(slow, 0, 50 * MICRO);
        assertFalse(straight.admits(slow));
        assertTrue(straight.admits(fast));
    }

    @Test
    void shouldTimeTheTrialOfAnActorThatWasSlowByItself() {
        straight.look(slow, 0, 50 * MICRO);
        prove();
        for (var messages = 1; messages < Straight.SLOW_MESSAGES; messages++) {
            assertFalse(straight.admits(slow));
        }
        assertFalse(straight.timesEach());
        assertTrue(straight.admits(slow));
        assertTrue(straight.timesEach());
    }

    @Test
    void shouldGiveNoMoreThanASliceOfTimeAwayInATurn() {
        prove();
        straight.turn(true);
        straight.look(fast, 0, MICRO);
        assertTrue(straight.isOpen());
        straight.look(fast, 90 * MICRO, 102 * MICRO);
        assertFalse(straight.isOpen());
        straight.turn(true);
        assertTrue(straight.isOpen());
    }

    @Test
    void shouldStayClosedWhereTheLoopSaysSo() {
        straight.turn(false);
        assertFalse(straight.isOpen());
        straight.turn(true);
        straight.close();
        assertFalse(straight.isOpen());
    }
}
