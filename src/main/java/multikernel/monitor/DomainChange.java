package multikernel.monitor;

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
}
