package multikernel.simulation.figure;

import java.util.List;
import multikernel.agreement.Phases;
import multikernel.knowledge.tree.Shape;
import multikernel.simulation.machine.Conditions;
import multikernel.simulation.machine.Conditions.Down;
import multikernel.simulation.machine.Conditions.Lines;
import multikernel.simulation.machine.Conditions.Polled;

/** Prepare, vote, decide, acknowledge over the adaptive tree, our handling of each message included. */
final class TwoPhase {

    private static final int UNDER_WAY = 16;
    private static final int PIPELINED = 4 * UNDER_WAY;

    private TwoPhase() {}

    static List<Point> points(Study study, int cores) {
        var tree = study.tree(Shape.ADAPTIVE, cores);
        var conditions = new Conditions(
                Lines.AT_BRANCH, Down.CHANNELS, Polled.TREE, study.model().handlerCycles(), 0, Conditions.ALWAYS);
        var single = study.commit(Phases.TWO, tree, conditions);
        var many = study.run(tree, conditions, UNDER_WAY).commit(Phases.TWO, PIPELINED, UNDER_WAY, 0);
        double each = many.cyclesEach();
        return List.of(
                Point.of(Shape.ADAPTIVE.word(), "single", cores, single.cycles(), single.cyclesEach(), single.events()),
                new Point(Shape.ADAPTIVE.word(), "pipelined", cores, PIPELINED, each, each, each, each, many.events()));
    }
}
