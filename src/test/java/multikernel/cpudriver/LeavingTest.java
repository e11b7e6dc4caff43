package multikernel.cpudriver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.cpudriver.DriverEffect.AllDrained;
import multikernel.cpudriver.DriverEffect.AllEnded;
import multikernel.cpudriver.DriverEffect.AskToDrain;
import multikernel.cpudriver.DriverEffect.Stop;
import org.junit.jupiter.api.Test;

class LeavingTest {

    private static final DomainSpec SHOP = spec("shop");
    private static final DomainSpec STOCK = spec("stock");

    private final Dispatchers dispatchers = new Dispatchers(3);

    @Test
    void shouldEndEveryDispatcherOfACoreThatLeavesOnceAllHaveDrained() {
        running(SHOP, 1);
        running(STOCK);
        then(on(new DriverEvent.Leave()), new AskToDrain(1, 1));
        then(on(new DriverEvent.Start(STOCK)));
        then(on(new DriverEvent.Drained(1)), new Stop("shop"), new Stop("stock"));
        then(on(new DriverEvent.Gone("stock")));
        then(on(new DriverEvent.Gone("shop")), new AllEnded());
        then(on(new DriverEvent.Gone("shop")));
    }

    @Test
    void shouldSayAtOnceThatACoreWithoutDispatchersHasNone() {
        then(on(new DriverEvent.Leave()), new AllEnded());
        then(on(new DriverEvent.Leave()));
    }

    @Test
    void shouldLeaveTooWhenItsNodeDrainsMeanwhile() {
        running(SHOP, 1);
        on(new DriverEvent.Leave());
        then(on(new DriverEvent.DrainAll()));
        then(on(new DriverEvent.Drained(1)), new Stop("shop"), new AllDrained());
        then(on(new DriverEvent.Gone("shop")), new AllEnded());
    }

    private void running(DomainSpec domain, int... drainers) {
        on(new DriverEvent.Start(domain));
        for (int drainer : drainers) {
            on(new DriverEvent.DrainerRegistered(domain.name(), drainer));
        }
    }

    private List<DriverEffect> on(DriverEvent event) {
        return dispatchers.on(event);
    }

    private static void then(List<DriverEffect> effects, DriverEffect... expected) {
        assertEquals(List.of(expected), effects);
    }

    private static DomainSpec spec(String name) {
        return new DomainSpec(name, "web", List.of(CoreId.of(0)), 0, Map.of());
    }
}
