package multikernel.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.hardware.Measured;
import multikernel.knowledge.tree.Cost;
import multikernel.knowledge.tree.Costs;
import multikernel.knowledge.tree.Shape;
import org.junit.jupiter.api.Test;

class ChosenTreesTest {

    private static final CoreCosts COSTS = costs(8, MachineRulesTest.measured());

    @Test
    void shouldTakeTheCostsOfTheCpusThatWereMeasured() {
        assertEquals(new Cost(20, 90, 40), COSTS.of(core(0), core(2)));
        assertEquals(new Cost(60, 220, 120), COSTS.of(core(0), core(1)));
        assertEquals(1, COSTS.packageOf(core(3)));
    }

    @Test
    void shouldGiveVirtualCoresTheCostsOfTheirCpus() {
        var virtual = costs(16, MachineRulesTest.measured());
        assertEquals(virtual.of(core(0), core(1)), virtual.of(core(8), core(9)));
        assertEquals(new Cost(20, 1_940, 40), virtual.of(core(0), core(8)));
    }

    @Test
    void shouldTakeWhatWasNotMeasuredToBeLikeWhatIsAsNear() {
        var some = new Measured(
                MachineRulesTest.measured().messages().stream()
                        .filter(cost -> cost.from() < 3 && cost.to() < 3)
                        .toList(),
                List.of(),
                1);
        assertEquals(new Cost(20, 90, 40), costs(8, some).of(core(5), core(7)));
        assertEquals(new Cost(60, 220, 120), costs(8, some).of(core(5), core(6)));
        var none = costs(8, Measured.NOTHING);
        assertTrue(none.of(core(0), core(1)).total() > none.of(core(0), core(2)).total());
    }

    @Test
    void shouldReachEveryCoreOnceByATreeNoWorseThanAnyShape() {
        var chosen = new ChosenTrees(() -> COSTS);
        for (int root = 0; root < 8; root++) {
            var tree = chosen.over(core(root), others(root, 8));
            assertEquals(8, tree.cores().size());
            assertEquals(8, Set.copyOf(tree.cores()).size());
            long predicted = ChosenTrees.choice(core(root), others(root, 8), COSTS)
                    .prediction()
                    .gathered();
            for (var shape : Shape.values()) {
                var other = multikernel.knowledge.tree.Choice.of(shape, core(root), others(root, 8), COSTS);
                assertTrue(predicted <= other.prediction().gathered(), shape.word());
            }
        }
    }

    @Test
    void shouldChooseAnewWhenACoreLeavesAndLeaveTheOldTreeAsItWas() {
        var chosen = new ChosenTrees(() -> COSTS);
        var before = chosen.over(core(0), others(0, 8));
        var cores = new TreeSet<>(before.cores());
        var after = chosen.over(core(0), others(0, 7));
        assertNotEquals(before, after);
        assertEquals(7, after.cores().size());
        assertEquals(cores, new TreeSet<>(before.cores()));
        assertSame(before, chosen.over(core(0), others(0, 8)));
    }

    @Test
    void shouldChooseAnewWhenMessagesCostSomethingElse() {
        var now = new AtomicReference<Costs>(COSTS);
        var chosen = new ChosenTrees(now::get);
        var before = chosen.over(core(0), others(0, 8));
        now.set(costs(8, Measured.NOTHING));
        var after = chosen.over(core(0), others(0, 8));
        assertEquals(ChosenTrees.choice(core(0), others(0, 8), now.get()).tree(), after);
        assertNotEquals(before, after);
        now.set(COSTS);
        assertEquals(before, chosen.over(core(0), others(0, 8)));
    }

    @Test
    void shouldNotCompareShapesForMoreCoresThanACoreHasTimeFor() {
        var many = costs(1_024, MachineRulesTest.measured());
        var choice = ChosenTrees.choice(core(0), others(0, 1_024), many);
        assertEquals(Shape.NUMA_AWARE, choice.shape());
        assertEquals(1_024, choice.tree().cores().size());
    }

    private static CoreCosts costs(int cores, Measured measured) {
        var cpus = IntStream.range(0, cores).map(core -> core % 8).boxed().toList();
        return CoreCosts.of(cpus, MachineRulesTest.twoPackages(), measured);
    }

    private static List<CoreId> others(int root, int cores) {
        return IntStream.range(0, cores)
                .filter(core -> core != root)
                .mapToObj(CoreId::of)
                .toList();
    }

    private static CoreId core(int index) {
        return CoreId.of(index);
    }
}
