package multikernel.bench;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import multikernel.runtime.ChangeRules;
import multikernel.runtime.ReplicatedSpec;

/** The replicated map of the experiment. */
record Figures(Map<Integer, Long> values) {

    record Put(int key, long value) {}

    static final ReplicatedSpec<Figures, Put> SPEC = ReplicatedSpec.of(
            MethodHandles.lookup(), "figures", Figures.class, Put.class, new ChangeRules<Figures, Put>() {

                @Override
                public Figures initial() {
                    return new Figures(PagedMap.zeros(ReadMostly.ENTRIES));
                }

                @Override
                public Figures apply(Figures state, Put change) {
                    return new Figures(PagedMap.of(state.values()).with(change.key(), change.value()));
                }
            });
}
