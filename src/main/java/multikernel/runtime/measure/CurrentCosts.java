package multikernel.runtime.measure;

import java.util.function.Supplier;
import multikernel.knowledge.tree.Costs;

/** The latest costs between a node's cores: written by whoever watches the machine, read by every core. */
public final class CurrentCosts implements Supplier<Costs> {

    private volatile Costs costs;

    public CurrentCosts(Costs costs) {
        this.costs = costs;
    }

    @Override
    public Costs get() {
        return costs;
    }

    public void set(Costs newer) {
        costs = newer;
    }
}
