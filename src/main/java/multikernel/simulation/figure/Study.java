package multikernel.simulation.figure;

import java.util.SplittableRandom;
import multikernel.agreement.Phases;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import multikernel.knowledge.tree.Shape;
import multikernel.simulation.machine.Committed;
import multikernel.simulation.machine.Conditions;
import multikernel.simulation.machine.Model;
import multikernel.simulation.machine.Parameters;
import multikernel.simulation.machine.Run;

/**
 * The model that an experiment runs on.
 *
 * @param parameters that it was made from
 * @param seed of where cores look first
 */
record Study(Model model, Parameters parameters, long seed) {

    static final CoreId ROOT = CoreId.of(0);

    /** Operations of which the median is told. */
    static final int SAMPLES = 25;

    /** Between two of them, so that what the first leaves to be done is over. */
    static final long GAP_CYCLES = 100_000;

    Tree tree(Shape shape, int cores) {
        return shape.tree(ROOT, model.cores(cores), model);
    }

    Run run(Tree tree, Conditions conditions, int underWay) {
        return new Run(model, tree, conditions, underWay, random());
    }

    /** One at a time. */
    Committed commit(Phases phases, Tree tree, Conditions conditions) {
        return run(tree, conditions, 1).commit(phases, SAMPLES, 1, GAP_CYCLES);
    }

    SplittableRandom random() {
        return new SplittableRandom(seed);
    }
}
