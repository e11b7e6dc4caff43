package multikernel.simulation.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import multikernel.agreement.Phases;
import multikernel.knowledge.tree.Shape;
import multikernel.simulation.machine.Conditions;
import multikernel.simulation.machine.Conditions.Down;
import multikernel.simulation.machine.Conditions.Lines;

/** Every shape of a tree, messages alone. */
final class Trees {

    private static final Conditions CONDITIONS = Conditions.messagesAlone(Lines.AT_BRANCH, Down.CHANNELS);

    private Trees() {}

    static List<Point> points(Study study, int cores) {
        return Arrays.stream(Shape.values())
                .flatMap(shape -> points(study, shape, cores))
                .toList();
    }

    private static Stream<Point> points(Study study, Shape shape, int cores) {
        var tree = study.tree(shape, cores);
        var one = study.commit(Phases.ONE, tree, CONDITIONS);
        var two = study.commit(Phases.TWO, tree, CONDITIONS);
        return Stream.of(
                Point.of(shape.word(), Tasks.BROADCAST, cores, one.reached(), one.cyclesEach(), one.events()),
                Point.of(shape.word(), Tasks.BARRIER, cores, one.cycles(), one.cyclesEach(), one.events()),
                Point.of(shape.word(), Tasks.AGREEMENT, cores, two.reached(), two.cyclesEach(), two.events()));
    }
}
