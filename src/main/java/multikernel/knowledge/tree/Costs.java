package multikernel.knowledge.tree;

import multikernel.base.CoreId;

/** What a message costs between any two cores, and which of them are near each other. */
public interface Costs {

    Unit unit();

    /** From one core to another one; what it says of a core and itself is not asked. */
    Cost of(CoreId from, CoreId to);

    /** Cores of one package (or NUMA node) are nearer to each other than to any other. */
    int packageOf(CoreId core);
}
