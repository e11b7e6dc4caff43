package multikernel.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/** Which core an actor of a dispatcher lives on. */
sealed interface Placement {

    /** The core for one actor or task more. */
    Incarnation place();

    /** The dispatcher has no actors any more. */
    void release();

    /**
     * A multikernel's core: one dispatcher for each incarnation. Akka keeps it for as long as the system lives, and it
     * does not keep its incarnation: what comes for one that is buried ends on the one of that core buried last.
     */
    final class Fixed implements Placement {

        private final AtomicReference<Incarnation> buriedLast;
        private volatile @Nullable Incarnation living;

        /** @param buriedLast of the core, one for all its incarnations */
        Fixed(Incarnation incarnation, AtomicReference<Incarnation> buriedLast) {
            this.living = incarnation;
            this.buriedLast = buriedLast;
        }

        /** Once the core has one that was buried last. */
        void buried() {
            living = null;
        }

        @Override
        public Incarnation place() {
            var still = living;
            return still == null ? Objects.requireNonNull(buriedLast.get()) : still;
        }

        @Override
        public void release() {}
    }

    /**
     * Without a multikernel: the core with the fewest actors, started when it is needed.
     *
     * @param cpus the number of each core's CPU, by the core's; none for a core beyond its end
     */
    record LeastLoad(Interconnect interconnect, List<CoreId> cores, DispatchLimits limits, List<OptionalInt> cpus)
            implements Placement {

        public LeastLoad {
            cores = List.copyOf(cores);
            cpus = List.copyOf(cpus);
        }

        @Override
        public Incarnation place() {
            var least = cores.stream()
                    .min(Comparator.comparingInt(interconnect.dropIns()::population))
                    .orElseThrow();
            return interconnect.dropIns().running(least, limits, cpu(least));
        }

        private OptionalInt cpu(CoreId core) {
            return core.index() < cpus.size() ? cpus.get(core.index()) : OptionalInt.empty();
        }

        @Override
        public void release() {
            cores.forEach(interconnect.dropIns()::release);
        }
    }
}
