package multikernel.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import multikernel.base.CoreId;
import multikernel.hardware.ThreadMask;

/** The cores of an application without a multikernel: each starts when its first actor comes. */
final class DropIns {

    private final Interconnect interconnect;
    private final Map<CoreId, Incarnation> running = new HashMap<>();

    DropIns(Interconnect interconnect) {
        this.interconnect = interconnect;
    }

    /** @param cpu that its thread is bound to, if any */
    Incarnation running(CoreId id, DispatchLimits limits, OptionalInt cpu) {
        synchronized (interconnect) {
            var before = running.get(id);
            if (before != null && !before.isClosed()) {
                return before;
            }
            var next = before == null ? 1 : before.incarnation() + 1;
            Runnable first = () -> cpu.ifPresent(ThreadMask::pinCurrentThread);
            var started = interconnect.add(new CoreStart(id, next, "", id.toString(), limits, first, why -> {}), true);
            running.put(id, started);
            started.begin();
            return started;
        }
    }

    int population(CoreId id) {
        synchronized (interconnect) {
            var core = running.get(id);
            return core == null || core.isClosed() ? 0 : core.population().count();
        }
    }

    /** It ends if nobody lives there. */
    void release(CoreId id) {
        synchronized (interconnect) {
            var core = running.get(id);
            if (core != null && core.population().isVacant()) {
                core.stop();
            }
        }
    }
}
