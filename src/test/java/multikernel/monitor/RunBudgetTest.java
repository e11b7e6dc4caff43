package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Supplier;
import multikernel.monitor.RunBudget.Overrun;
import multikernel.monitor.RunBudget.Sample;
import multikernel.monitor.RunBudget.Spent;
import multikernel.monitor.RunBudget.Step;
import org.junit.jupiter.api.Test;

class RunBudgetTest {

    private static final Supplier<Spent> NEVER_WAITED = () -> new Spent(false, 0, 0);

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

    /** As it is set by default, in ms: a budget of 10, a look each 5, each 20 while all cores slept. */
    @Test
    void shouldNameACoreThatStandsStillWithin300MillisThoughAllHadSlept() {
        var began = 1;
        for (var now = 20; now <= began + 300; now += 5) {
            if (!look(now, 7, 1).isEmpty()) {
                return;
            }
        }
        throw new AssertionError("not told within 300 ms");
    }

    @Test
    void shouldNotBlameWhoWaitsForACpu() {
        for (var now = 0; now < 200; now += 5) {
            assertEquals(List.of(), spending(now, new Spent(true, 3, 0)), "it wants one and has had none");
        }
        assertEquals(1, spending(200, new Spent(true, 13, 0)).size());
    }

    @Test
    void shouldTakeOffWhatABlockedOneHasWaitedForACpu() {
        spending(0, new Spent(false, 0, 0));
        spending(5, new Spent(false, 0, 0));
        assertEquals(List.of(), spending(15, new Spent(false, 2, 3)));
        assertEquals(1, spending(20, new Spent(false, 2, 3)).size());
    }

    @Test
    void shouldBlameWhereNothingIsKnownOfTheThread() {
        spending(0, new Spent(false, -1, -1));
        spending(5, new Spent(false, -1, -1));
        assertEquals(List.of(), spending(10, new Spent(false, -1, -1)));
        assertEquals(1, spending(15, new Spent(false, -1, -1)).size());
    }

    private List<Overrun> spending(long now, Spent spent) {
        return budget.look(now, List.of(sample(7, 1, () -> spent)));
    }

    private List<Overrun> look(long now, long turns, long taken) {
        return budget.look(now, List.of(sample(turns, taken, NEVER_WAITED)));
    }

    private static Sample sample(long turns, long taken, Supplier<Spent> spent) {
        return new Sample(0, new Step(turns, "actor", taken), spent);
    }
}
