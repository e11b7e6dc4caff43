package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.util.List;
import java.util.Map;
import java.util.Random;
import multikernel.agreement.Limits;
import multikernel.agreement.Slices;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.monitor.Start.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** One spawn on three cores, and a core lost after each of its effects: alone, and together with any other one. */
@Execution(CONCURRENT)
class CrashEverywhereTest {

    private static final int CORES = 3;
    private static final int ORDERS = 16;
    private static final DomainSpec WEB = new DomainSpec("web", "web", List.of(CoreId.of(0)), 0, Map.of());

    /** A core that dies once it has performed so many effects, counted from the beginning of the spawn. */
    private record Death(int core, int effects) {}

    @Test
    void shouldKeepEveryInvariantWhereverOneCoreIsLost() {
        int histories = 0;
        for (int order = 0; order < ORDERS; order++) {
            for (int core = 0; core < CORES; core++) {
                int effects = effectsOf(core, run(Bug.NONE, order, List.of()));
                for (int after = 0; after <= effects; after++) {
                    run(Bug.NONE, order, List.of(new Death(core, after)));
                    histories++;
                }
            }
        }
        assertTrue(histories > ORDERS * CORES * 2, histories + " histories");
    }

    @Test
    void shouldKeepEveryInvariantWhereverTwoCoresAreLost() {
        for (int order = 0; order < ORDERS; order++) {
            for (int first = 0; first < CORES; first++) {
                int effects = effectsOf(first, run(Bug.NONE, order, List.of()));
                for (int after = 0; after <= effects; after++) {
                    var death = new Death(first, after);
                    int second = (first + 1 + order % 2) % CORES;
                    int more = effectsOf(second, run(Bug.NONE, order, List.of(death)));
                    for (int later = 0; later <= more; later++) {
                        run(Bug.NONE, order, List.of(death, new Death(second, later)));
                    }
                }
            }
        }
    }

    /** Otherwise these histories would prove nothing. */
    @Test
    void shouldFindAnOwnerThatDoesNotGather() {
        int found = 0;
        for (int order = 0; order < ORDERS; order++) {
            for (int after = 1; after <= 4; after++) {
                try {
                    run(Bugs.DOES_NOT_GATHER.make(), order, List.of(new Death(1, after)));
                } catch (AssertionError | IllegalStateException expected) {
                    found++;
                }
            }
        }
        assertTrue(found > 0, "found in none of the histories");
    }

    /** How many effects the core performed from the beginning of the spawn to its own end. */
    private static int effectsOf(int core, World world) {
        return world.starts.stream()
                .filter(start -> start.core.index() == core && start.incarnation == 1)
                .mapToInt(start -> (int) (start.effects - start.effectsAtMark))
                .sum();
    }

    private static World run(Bug bug, int order, List<Death> deaths) {
        var random = new Random(order);
        var world = new World(CORES, new Limits(8, 8, 64), 8, bug);
        var invariants = new Invariants(world);
        world.observers.add(invariants);
        for (int core = 0; core < CORES; core++) {
            world.start(CoreId.of(core));
            world.settle(random);
        }
        world.starts.forEach(start -> start.effectsAtMark = start.effects);
        for (var death : deaths) {
            var start = world.latest(CoreId.of(death.core()));
            start.effectsUntilDeath = start.effects + death.effects();
        }
        var requester = world.latest(CoreId.of((new Slices(CORES).of("web") + 1) % CORES));
        world.ask(requester, requester.nextOperation(), new DomainChange.Spawn(WEB), Long.MAX_VALUE);
        world.settle(random);
        restart(world, random);
        invariants.requireRest();
        return world;
    }

    private static void restart(World world, Random random) {
        world.starts.forEach(start -> start.effectsUntilDeath = Long.MAX_VALUE);
        for (var start : List.copyOf(world.latest.values())) {
            if (start.fate == Fate.DEAD) {
                world.start(start.core);
                world.settle(random);
            }
        }
    }
}
