package multikernel.workload.store;

import java.lang.invoke.MethodHandles;
import multikernel.runtime.ChangeRules;
import multikernel.runtime.ReplicatedSpec;

/**
 * The port at which all cores of a store listen, found by its first core and kept while the domain lives, so that a
 * dispatcher that is started again listens where the others do.
 *
 * @param number 0 as long as it is not known
 */
record StorePort(int number) {

    record Found(int number) {}

    static final ReplicatedSpec<StorePort, Found> SPEC = ReplicatedSpec.of(
            MethodHandles.lookup(), "port", StorePort.class, Found.class, new ChangeRules<StorePort, Found>() {

                @Override
                public StorePort initial() {
                    return new StorePort(0);
                }

                @Override
                public StorePort apply(StorePort state, Found change) {
                    return new StorePort(change.number());
                }
            });
}
