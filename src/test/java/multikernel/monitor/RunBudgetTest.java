package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.LongSupplier;
import multikernel.monitor.RunBudget.Overrun;
import multikernel.monitor.RunBudget.Sample;
import multikernel.monitor.RunBudget.Step;
import org.junit.jupiter.api.Test;

class RunBudgetTest {

    private static final LongSupplier NEVER_WAITED = () -> 0;

    private final RunBudget budget = new RunBudget(10, 5);

    @Test
    void shouldTellOnceOfAStepThatLasts() {
        assertEquals(List.of(), look(100, 7, 1));
        assertEquals(List.of(), look(105, 7, 1));
        assertEquals(List.of(), look(110, 7, 1));
        assertEquals(List.of(new Overrun(0, new Step(7, "actor", 1), 15)), look(115, 7, 1));
        assertEquals(List.of(), look(120, 7, 1));
    }

    @Test
    void shouldBeginAnewWithTheNextMessageAndTheNextTurn() {
        for (var now = 0; now < 100; now += 5) {
            assertEquals(List.of(), look(now, 7, now / 10));
        }
        for (var now = 100; now < 200; now += 5) {
            assertEquals(List.of(), look(now, now / 10, 1));
        }
    }

    @Test
    void shouldForgetACoreThatSlept() {
        look(0, 7, 1);
        look(5, 7, 1);
        budget.look(10, List.of());
        assertEquals(List.of(), look(15, 7, 1));
        assertEquals(List.of(), look(20, 7, 1));
        assertEquals(List.of(), look(25, 7, 1));
    }

    @Test
    void shouldNotCountAPauseOfItself() {
        look(0, 7, 1);
        look(5, 7, 1);
        assertEquals(
                List.of(),
                look(1_000, 7, 1).stream().filter(one -> one.nanos() > 15).toList());
        var late = new RunBudget(20, 5);
        late.look(0, List.of(sample(7, 1, NEVER_WAITED)));
        late.look(5, List.of(sample(7, 1, NEVER_WAITED)));
        assertEquals(List.of(), late.look(1_000_000, List.of(sample(7, 1, NEVER_WAITED))));
    }

    @Test
    void shouldNotBlameWhoWaitsForACpu() {
        var waited = new long[1];
        for (var now = 0; now < 200; now += 5) {
            waited[0] = (long) now - now / 40;
            assertEquals(List.of(), budget.look(now, List.of(sample(7, 1, () -> waited[0]))));
        }
        look(205, 8, 1);
        assertEquals(
                1,
                List.of(210, 215, 220).stream()
                        .mapToInt(now -> look(now, 8, 1).size())
                        .sum());
    }

    @Test
    void shouldBlameWhoseWaitingIsUnknown() {
        look(0, 7, 1);
        for (var now : List.of(5, 10)) {
            assertEquals(List.of(), budget.look(now, List.of(sample(7, 1, () -> -1))));
        }
        assertEquals(1, budget.look(15, List.of(sample(7, 1, () -> -1))).size());
    }

    private List<Overrun> look(long now, long turns, long taken) {
        return budget.look(now, List.of(sample(turns, taken, NEVER_WAITED)));
    }

    private static Sample sample(long turns, long taken, LongSupplier waited) {
        return new Sample(0, new Step(turns, "actor", taken), waited);
    }
}
