package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import multikernel.agreement.Limits;
import multikernel.agreement.Slices;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.monitor.World.Fate;
import org.junit.jupiter.api.Test;

/** One spawn on three cores, and a core lost after each of its effects: alone, and together with any other one. */
class CrashEverywhereTest {

    private static final int CORES = 3;
    private static final int ORDERS = 8;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final DomainSpec WEB = new DomainSpec("web", "web", List.of(CoreId.of(0)), 0, Map.of());

    /** A core that dies once it has performed so many effects, counted from the beginning of the spawn. */
    private record Death(int core, int effects) {}

    @Test
    void shouldKeepEveryInvariantWhereverOneCoreIsLost() {
        int histories = 0;
        for (int order = 0; order < ORDERS; order++) {
            for (int core = 0; core < CORES; core++) {
                int effects = effectsOf(core, run(order, List.of()));
                for (int after = 0; after <= effects; after++) {
                    run(order, List.of(new Death(core, after)));
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
                int effects = effectsOf(first, run(order, List.of()));
                for (int after = 0; after <= effects; after++) {
                    var death = new Death(first, after);
                    int second = (first + 1 + order % 2) % CORES;
                    int more = effectsOf(second, run(order, List.of(death)));
                    for (int later = 0; later <= more; later++) {
                        run(order, List.of(death, new Death(second, later)));
                    }
                }
            }
        }
    }

    private int mark0;
    private int mark1;
    private int mark2;

    private int effectsOf(int core, World world) {
        int mark = core == 0 ? mark0 : core == 1 ? mark1 : mark2;
        return (int) world.starts.stream()
                        .filter(start -> start.core.index() == core && start.incarnation == 1)
                        .findFirst()
                        .orElseThrow()
                        .effects
                - mark;
    }

    private World run(int order, List<Death> deaths) {
        var random = new Random(order);
        var world = new World(CORES, new Limits(8, 8, 64), 8, Bug.NONE);
        var invariants = new Invariants(world);
        world.observers.add(invariants);
        for (int core = 0; core < CORES; core++) {
            world.start(CoreId.of(core));
            world.settle(random);
        }
        for (var death : deaths) {
            var start = world.latest(CoreId.of(death.core()));
            start.effectsUntilDeath = death.effects() == NEVER ? Long.MAX_VALUE : start.effects + death.effects();
        }
        mark0 = (int) world.latest(CoreId.of(0)).effects;
        mark1 = (int) world.latest(CoreId.of(1)).effects;
        mark2 = (int) world.latest(CoreId.of(2)).effects;
        var requester = world.latest(CoreId.of((new Slices(CORES).of("web") + 1) % CORES));
        world.ask(requester, requester.nextOperation(), new DomainChange.Spawn(WEB), Long.MAX_VALUE);
        world.settle(random);
        recover(world, random);
        invariants.requireRest();
        return world;
    }

    /** The guardian sees one loss after the other; then the cores come back. */
    private static void recover(World world, Random random) {
        for (int round = 0; round < CORES; round++) {
            world.latest.values().stream()
                    .filter(start -> start.fate == Fate.DEAD && world.view.admits(start.core, start.incarnation))
                    .findFirst()
                    .ifPresent(world::declareLost);
            world.settle(random);
        }
        world.starts.forEach(start -> start.effectsUntilDeath = Long.MAX_VALUE);
        world.latest.values().stream()
                .filter(start -> start.fate == Fate.DEAD)
                .map(start -> start.core)
                .toList()
                .forEach(core -> {
                    if (world.view.member(core).isPresent()) {
                        world.declareLost(world.latest(core));
                    }
                    world.start(core);
                    world.settle(random);
                });
    }
}
