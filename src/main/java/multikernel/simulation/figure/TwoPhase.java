package multikernel.simulation.figure;

import java.util.List;
import java.util.stream.Stream;
import multikernel.agreement.Phases;
import multikernel.knowledge.tree.Shape;
import multikernel.simulation.machine.Conditions;
import multikernel.simulation.machine.Conditions.Down;
import multikernel.simulation.machine.Conditions.Lines;
import multikernel.simulation.machine.Conditions.Polled;

/**
 * Prepare, vote, decide, acknowledge, our handling of each message included: over the adaptive tree, which is the
 * fastest for one at a time, and over the binary one, whose root has the least to do for each of many.
 */
final class TwoPhase {

    static final String SINGLE = "single";
    static final String PIPELINED = "pipelined";

    private static final List<Shape> SHAPES = List.of(Shape.ADAPTIVE, Shape.BINARY);
    private static final int UNDER_WAY = 16;
    private static final int COMMITS = 4 * UNDER_WAY;

    private TwoPhase() {}

    static List<Point> points(Study study, int cores) {
        return SHAPES.stream().flatMap(shape -> points(study, shape, cores)).toList();
    }

    private static Stream<Point> points(Study study, Shape shape, int cores) {
        var model = study.model();
        var tree = shape.tree(Study.ROOT, model.cores(cores), model.handling());
        var conditions = new Conditions(
                Lines.AT_BRANCH, Down.CHANNELS, Polled.TREE, model.handlerCycles(), 0, Conditions.ALWAYS);
        var single = study.commit(Phases.TWO, tree, conditions);
        var many = study.run(tree, conditions, UNDER_WAY).commit(Phases.TWO, COMMITS, UNDER_WAY, 0);
        double each = many.cyclesEach();
        return Stream.of(
                Point.of(shape.word(), SINGLE, cores, single.cycles(), single.cyclesEach(), single.events()),
                new Point(shape.word(), PIPELINED, cores, COMMITS, each, each, each, each, many.events()));
    }
}
