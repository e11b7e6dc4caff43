package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import multikernel.agreement.CommitStart.Fate;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** Every shape of tree up to eight cores, and each inner core lost before and after each of its effects. */
@Execution(CONCURRENT)
class CommitTreesTest {

    private static final int CORES_MAX = Integer.getInteger("cores", 8);
    private static final int OPERATIONS = 3;

    @Test
    void shouldReachEveryCoreOnceWhateverTheShape() {
        for (int size = 1; size <= CORES_MAX; size++) {
            for (var tree : Shapes.all(size)) {
                for (var phases : Phases.values()) {
                    var world = run(tree, phases, size, -1, 0);
                    assertEquals(OPERATIONS, world.invariants.committed, tree::toString);
                    requireSame(world, OPERATIONS);
                }
            }
        }
    }

    @Test
    void shouldReachEveryCoreThatIsLeftWhicheverInnerOneIsLost() {
        int histories = 0;
        for (int size = 2; size <= CORES_MAX; size++) {
            for (var tree : Shapes.all(size)) {
                for (var inner : tree.children().keySet()) {
                    if (!inner.equals(tree.root())) {
                        histories += loseEverywhere(tree, size, inner.index());
                    }
                }
            }
        }
        assertTrue(histories > 0, "no histories");
    }

    private static int loseEverywhere(Tree tree, int size, int inner) {
        int histories = 0;
        for (var phases : Phases.values()) {
            int effects = run(tree, phases, size, -1, 0).start(CoreId.of(inner), 1).effects;
            for (int after = 0; after <= effects; after++) {
                var world = run(tree, phases, size, inner, after);
                int finished = world.invariants.finished;
                assertEquals(OPERATIONS, finished, () -> tree + " without " + inner);
                requireSame(world, world.invariants.committed);
                histories++;
            }
        }
        return histories;
    }

    /** The same set on every core that lives: none missed, and none but what was answered as done. */
    private static void requireSame(CommitWorld world, int committed) {
        Set<Set<OperationId>> sets = new HashSet<>();
        world.running().forEach(start -> sets.add(start.done));
        assertEquals(1, sets.size(), sets::toString);
        assertEquals(committed, sets.iterator().next().size());
    }

    private static CommitWorld run(Tree tree, Phases phases, int size, int lost, int effects) {
        var random = new Random(size * 31L + lost * 7L + effects);
        var world = new CommitWorld(OPERATIONS, CommitBug.NONE);
        world.invariants.faulty = lost >= 0;
        List<CommitStart> starts = new ArrayList<>();
        for (int core = 0; core < size; core++) {
            starts.add(world.start(CoreId.of(core)));
        }
        starts.forEach(start -> {
            while (!start.views.isEmpty()) {
                world.tellView(start);
            }
        });
        if (lost >= 0) {
            starts.get(lost).effectsUntilDeath = effects;
        }
        for (int operation = 0; operation < OPERATIONS; operation++) {
            world.begin(starts.getFirst(), starts.getFirst().nextOperation(), 1, phases, tree);
        }
        world.settle(random, 0);
        assertTrue(lost < 0 || starts.get(lost).fate == Fate.DEAD || effects > 0, "nobody was lost");
        return world;
    }
}
