package multikernel.bench;

import java.util.Map;
import java.util.function.Supplier;
import multikernel.base.Tree;
import multikernel.knowledge.tree.Costs;
import multikernel.knowledge.tree.Prediction;

/**
 * What a tree is predicted to take, from costs that are measured anew for each slice: a hypervisor moves a guest's
 * CPUs, and a prediction is of the machine that there is.
 */
record TreePrediction(String shape, Map<String, Object> of, Tree tree, Supplier<Costs> costs) implements Subject {

    @Override
    public String name() {
        return shape + ", predicted";
    }

    @Override
    public Map<String, Object> parameters() {
        return of;
    }

    @Override
    public Slice slice(long nanosOfSlice) {
        long nanos = Prediction.of(tree, costs.get()).gathered();
        return Slice.ofValue(1, Math.max(1, nanos), nanos);
    }

    @Override
    public void close() {}
}
