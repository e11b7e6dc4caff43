package multikernel.simulation.figure;

import java.util.List;
import multikernel.agreement.Phases;
import multikernel.base.Tree;
import multikernel.knowledge.tree.Shape;
import multikernel.simulation.machine.Conditions;
import multikernel.simulation.machine.Conditions.Down;
import multikernel.simulation.machine.Conditions.Lines;

/** Perform and acknowledge, with nothing to be performed. */
final class Shootdown {

    private Shootdown() {}

    static List<Point> points(Study study, int cores) {
        var sequential = study.tree(Shape.SEQUENTIAL, cores);
        var model = study.model();
        var packages = multikernel.agreement.Trees.twoLevel(
                Study.ROOT, model.cores(cores), core -> model.socketOf(core.index()));
        return List.of(
                point(study, "broadcast", sequential, cores, Lines.AT_ROOT, Down.SHARED_LINE),
                point(study, "unicast", sequential, cores, Lines.AT_ROOT, Down.CHANNELS),
                point(study, "multicast", packages, cores, Lines.AT_ROOT, Down.CHANNELS),
                branches(study, Shape.NUMA_AWARE, cores),
                branches(study, Shape.ADAPTIVE, cores));
    }

    private static Point branches(Study study, Shape shape, int cores) {
        return point(study, shape.word(), study.tree(shape, cores), cores, Lines.AT_BRANCH, Down.CHANNELS);
    }

    private static Point point(Study study, String subject, Tree tree, int cores, Lines lines, Down down) {
        var committed = study.commit(Phases.ONE, tree, Conditions.messagesAlone(lines, down));
        return Point.of(subject, "", cores, committed.cycles(), committed.cyclesEach(), committed.events());
    }
}
