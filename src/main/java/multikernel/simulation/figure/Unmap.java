package multikernel.simulation.figure;

import java.util.List;
import multikernel.agreement.Phases;
import multikernel.knowledge.tree.Shape;
import multikernel.simulation.machine.Conditions;
import multikernel.simulation.machine.Conditions.Down;
import multikernel.simulation.machine.Conditions.Lines;
import multikernel.simulation.machine.Conditions.Polled;
import multikernel.simulation.machine.Models;

/**
 * The whole unmap: what one core's monitor says to all others, its handling included, and a constant for everything
 * that is local to a core. The constant is what the paper's value at two cores leaves over; on another machine than the
 * paper's it is in proportion to what a message inside a core costs.
 */
final class Unmap {

    private static final String MEASURED_ON = "8x4-amd";
    private static final String SUBJECT = "multikernel";

    private Unmap() {}

    static List<Point> points(Study study, int cores) {
        var constant = constant(study);
        return List.of(messages(study, cores).plus(constant));
    }

    private static double constant(Study study) {
        var measured = Models.of(MEASURED_ON, study.parameters()).orElseThrow();
        var two = messages(new Study(measured, study.parameters(), study.seed()), 2);
        double there = Published.find("unmap", MEASURED_ON, two).orElseThrow().cycles() - two.p50();
        return Math.rint(there * study.model().lrpcCycles() / measured.lrpcCycles());
    }

    private static Point messages(Study study, int cores) {
        var model = study.model();
        var conditions =
                new Conditions(Lines.AT_BRANCH, Down.CHANNELS, Polled.ALL, model.handlerCycles(), 0, Conditions.ALWAYS);
        var committed = study.commit(Phases.ONE, study.tree(Shape.NUMA_AWARE, cores), conditions);
        return Point.of(SUBJECT, "", cores, committed.cycles(), committed.cyclesEach(), committed.events());
    }
}
