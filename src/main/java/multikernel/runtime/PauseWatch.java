package multikernel.runtime;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import multikernel.metrics.Recording;
import multikernel.monitor.Pauses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at what the JVM's collectors have done, on the thread of the stall watch, and tells what stopped all cores. */
final class PauseWatch {

    private static final Logger LOG = LoggerFactory.getLogger("multikernel");

    /** What such a bean counts is work beside the running threads. */
    private static final List<String> BESIDE = List.of("Concurrent", "Cycles");

    private final Interconnect interconnect;
    private final Pauses pauses;
    private final List<GarbageCollectorMXBean> collectors;

    PauseWatch(Interconnect interconnect, long budgetNanos) {
        this.interconnect = interconnect;
        pauses = new Pauses(TimeUnit.NANOSECONDS.toMillis(budgetNanos));
        collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> BESIDE.stream().noneMatch(collector.getName()::contains))
                .toList();
    }

    void look() {
        var now = new HashMap<String, Pauses.Done>();
        for (var collector : collectors) {
            now.put(
                    collector.getName(),
                    new Pauses.Done(collector.getCollectionCount(), collector.getCollectionTime()));
        }
        pauses.look(now).forEach(this::tell);
    }

    private void tell(Pauses.Pause pause) {
        var paused = new Paused(pause.collector(), pause.stops(), pause.millis());
        Recording.pause(pause.collector(), pause.stops(), pause.millis());
        interconnect.traces().note(-1, "pause", Map.of("what", paused.line()));
        if (interconnect.incarnations().stream().allMatch(Incarnation::isDropIn)) {
            LOG.warn(paused.line());
        }
        interconnect.publish(paused);
    }
}
