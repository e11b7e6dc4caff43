package multikernel.simulation.figure;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import multikernel.agreement.Phases;
import multikernel.knowledge.tree.Shape;
import multikernel.simulation.machine.Conditions;
import multikernel.simulation.machine.Conditions.Down;
import multikernel.simulation.machine.Conditions.Lines;
import multikernel.simulation.machine.Conditions.Polled;
import multikernel.simulation.machine.Model;
import multikernel.simulation.machine.Models;
import multikernel.simulation.machine.Parameters;
import multikernel.simulation.machine.Run;

/** Agreement in two phases on ever larger parts of the largest synthetic machine, one message to a cache line. */
public final class Growth {

    public static final int FEWEST = 32;
    public static final int MOST = 4096;

    private static final int COMMITS = 3;

    private Growth() {}

    /** A point for each doubling of the cores. */
    public static List<Point> points(Parameters parameters, long seed) {
        var model = Models.of("synthetic-" + MOST, parameters).orElseThrow();
        return IntStream.iterate(FEWEST, cores -> cores <= MOST, cores -> 2 * cores)
                .mapToObj(cores -> point(model, cores, seed))
                .toList();
    }

    private static Point point(Model model, int cores, long seed) {
        var tree = Shape.ADAPTIVE.tree(Study.ROOT, model.cores(cores), model.handling());
        var conditions = new Conditions(
                Lines.AT_BRANCH, Down.CHANNELS, Polled.TREE, model.handlerCycles(), 0, Conditions.ALWAYS);
        var committed = new Run(model, tree, conditions, 1, new SplittableRandom(seed))
                .commit(Phases.TWO, COMMITS, 1, Study.GAP_CYCLES);
        return Point.of(
                Shape.ADAPTIVE.word(),
                TwoPhase.SINGLE,
                cores,
                committed.cycles(),
                committed.cyclesEach(),
                committed.events());
    }
}
