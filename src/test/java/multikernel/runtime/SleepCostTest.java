package multikernel.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SleepCostTest {

    @Test
    void shouldCostSomething() {
        assertTrue(SleepCost.measure() > 0);
    }

    @Test
    void shouldPollForWhatASleepCostsAndNoLongerThanACoreMay() {
        assertTrue(SleepCost.spinNanos() > 0);
        assertTrue(SleepCost.spinNanos() <= SleepCost.SPIN_NANOS_MAX);
        assertEquals(SleepCost.spinNanos(), SleepCost.spinNanos(), "measured once");
    }

    @Test
    void shouldBeAskedOnlyWhereNoTimeIsSaid() {
        assertEquals(Optional.empty(), DispatchLimits.of(ConfigFactory.empty()).spin());
        var said = DispatchLimits.of(ConfigFactory.parseString("spin = 7us"));
        assertEquals(Optional.of(Duration.ofNanos(7000)), said.spin());
    }
}
