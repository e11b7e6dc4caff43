package multikernel.monitor;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;

/** A change of the table of domains. */
public sealed interface DomainChange {

    /** The name that it is about, and by which its owner is found. */
    String name();

    record Spawn(DomainSpec spec) implements DomainChange {

        @Override
        public String name() {
            return spec.name();
        }
    }

    record Kill(String name) implements DomainChange {}

    /**
     * The domain gets a dispatcher on some cores more, and has none on others any more.
     *
     * @param more that has it already: nothing changes there
     * @param less that has it not: nothing changes there
     */
    record Span(String name, List<CoreId> more, List<CoreId> less) implements DomainChange {

        public Span {
            more = List.copyOf(more);
            less = List.copyOf(less);
        }
    }
}
