package multikernel.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.capability.Described;
import org.jspecify.annotations.Nullable;

/** An object at its owner, who orders everything that changes it. */
final class Owned {

    /** Something under way to a core that already counts as a holder: its end is awaited before a revoke begins. */
    record Underway(OperationId operation, CoreId asker, CoreId to, List<Described> children) {}

    final Described object;
    final Descent descent;
    final Realm realm;
    final Sharers sharers = new Sharers();
    /** Incarnations that left the view and may hold copies still. */
    final SortedSet<Start> quarantined = new TreeSet<>();

    final List<Underway> underway = new ArrayList<>(1);
    int epoch;
    /** Whether a domain of another core may be one that wants to be asked before a revoke takes its copies. */
    boolean mayBeRefused;

    @Nullable
    Lock lock;

    Owned(Described object, Descent descent, Realm realm, int epoch) {
        this.object = object;
        this.descent = descent;
        this.realm = realm;
        this.epoch = epoch;
    }

    boolean isQuarantined(CoreId core) {
        return quarantined.stream().anyMatch(start -> start.core().equals(core));
    }

    /** What is under way for this operation to this core, taken off; null if nothing is. */
    @Nullable
    Underway settle(OperationId operation, CoreId to) {
        for (var each : underway) {
            if (each.operation().equals(operation) && each.to().equals(to)) {
                underway.remove(each);
                return each;
            }
        }
        return null;
    }
}
