package multikernel.knowledge.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every shape reaches everyone once, in the order that it promises. */
class ShapeTest {

    private static final Cost NEAR = new Cost(10, 20, 40);
    private static final Cost FAR = new Cost(30, 60, 120);
    private static final Cost FARTHEST = new Cost(30, 90, 120);

    /** Three packages of three; the last is farther from all than the others are. */
    private static final Matrix MACHINE = machine(List.of(0, 0, 0, 1, 1, 1, 2, 2, 2));

    static Matrix machine(List<Integer> packages) {
        var rows = new ArrayList<List<Cost>>();
        for (int from : packages) {
            rows.add(packages.stream().map(to -> cost(from, to)).toList());
        }
        return new Matrix(Unit.CYCLES, packages, rows);
    }

    private static Cost cost(int from, int to) {
        if (from == to) {
            return NEAR;
        }
        return from == 2 || to == 2 ? FARTHEST : FAR;
    }

    static List<CoreId> cores(int count) {
        return IntStream.range(0, count).mapToObj(CoreId::of).toList();
    }

    private static List<CoreId> ids(int... indices) {
        return IntStream.of(indices).mapToObj(CoreId::of).toList();
    }

    private static Tree tree(Shape shape) {
        return shape.tree(CoreId.of(0), cores(9), MACHINE);
    }

    @Test
    void shouldSendInTheOrderThatTheShapePromises() {
        assertEquals(
                Map.of(CoreId.of(0), ids(1, 2, 3, 4, 5, 6, 7, 8)),
                tree(Shape.SEQUENTIAL).children());
        assertEquals(ids(1, 2), tree(Shape.BINARY).childrenOf(CoreId.of(0)));
        assertEquals(ids(7, 8), tree(Shape.BINARY).childrenOf(CoreId.of(3)));
        assertEquals(
                Map.of(CoreId.of(0), ids(3, 6, 1, 2), CoreId.of(3), ids(4, 5), CoreId.of(6), ids(7, 8)),
                tree(Shape.CLUSTER).children());
        assertEquals(
                Map.of(CoreId.of(0), ids(6, 3, 1, 2), CoreId.of(3), ids(4, 5), CoreId.of(6), ids(7, 8)),
                tree(Shape.NUMA_AWARE).children());
    }

    @Test
    void shouldInformAsManyCoresInEachRoundOfFibonacciAsItsNumbers() {
        var tree = Shape.FIBONACCI.tree(CoreId.of(0), cores(13), MACHINE);
        assertEquals(ids(1, 2, 3, 5, 8), tree.childrenOf(CoreId.of(0)));
        assertEquals(ids(4, 6, 9), tree.childrenOf(CoreId.of(1)));
        assertEquals(13, tree.cores().size());
    }

    @Test
    void shouldCrossIntoEachPackageOnceAndFarthestFirstWhenItAdapts() {
        var tree = tree(Shape.ADAPTIVE);
        assertEquals(2, MACHINE.packageOf(tree.childrenOf(tree.root()).getFirst()));
        var crossings = Prediction.edges(tree, MACHINE).stream()
                .filter(edge -> MACHINE.packageOf(edge.from()) != MACHINE.packageOf(edge.to()))
                .count();
        assertEquals(2, crossings);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReachEveryoneOnceFromAnyRoot(Shape shape) {
        var random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            var packages = random.ints(1 + random.nextInt(40), 0, 1 + random.nextInt(8))
                    .boxed()
                    .toList();
            var costs = measured(random, packages);
            var cores = cores(packages.size());
            var root = cores.get(random.nextInt(cores.size()));
            var tree = shape.tree(root, cores, costs);
            assertEquals(root, tree.root());
            assertEquals(cores.size(), tree.cores().size(), tree::toString);
            assertEquals(new HashSet<>(cores), new HashSet<>(tree.cores()));
        }
    }

    @Test
    void shouldNeverPredictTheChosenTreeToCostMoreThanAnyShape() {
        var random = new SplittableRandom(2);
        for (int round = 0; round < 100; round++) {
            var packages = random.ints(2 + random.nextInt(30), 0, 4).boxed().toList();
            var costs = measured(random, packages);
            var root = CoreId.of(random.nextInt(packages.size()));
            var chosen = Choice.cheapest(root, cores(packages.size()), costs);
            for (var shape : Shape.values()) {
                var other = Choice.of(shape, root, cores(packages.size()), costs);
                assertTrue(
                        chosen.prediction().gathered() <= other.prediction().gathered(),
                        () -> chosen + " against " + other);
            }
        }
    }

    private static Matrix measured(SplittableRandom random, List<Integer> packages) {
        var rows = new ArrayList<List<Cost>>();
        for (int from : packages) {
            rows.add(packages.stream()
                    .map(to -> from == to
                            ? new Cost(5 + random.nextInt(10), random.nextInt(20), 20 + random.nextInt(20))
                            : new Cost(15 + random.nextInt(30), random.nextInt(90), 60 + random.nextInt(90)))
                    .toList());
        }
        return new Matrix(Unit.NANOSECONDS, packages, rows);
    }
}
