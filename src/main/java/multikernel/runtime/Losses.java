package multikernel.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import multikernel.base.Words;
import org.jspecify.annotations.Nullable;

/**
 * What is dropped, by pair of cores and reason: a loss is told when it begins and, if more was lost than then, when it
 * is over. A core that stands still is sent to as long as it does, and that is one loss. One thread's.
 */
final class Losses {

    /** A loss is over when nothing was dropped for so long; what comes less often than that is told each time. */
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private record Way(@Nullable CoreId from, CoreId to, Dropped.Reason reason) {}

    private static final class Loss {
        final long beganNanos;
        long lastNanos;
        long untold;
        boolean told;

        Loss(long beganNanos) {
            this.beganNanos = beganNanos;
        }
    }

    private final Map<Way, Loss> losses = new LinkedHashMap<>();

    /** Whether a loss begins with it. */
    boolean add(Dropped dropped, long nowNanos) {
        var way = new Way(dropped.from(), dropped.to(), dropped.reason());
        var begins = !losses.containsKey(way);
        var loss = losses.computeIfAbsent(way, fresh -> new Loss(nowNanos));
        loss.untold += dropped.count();
        loss.lastNanos = nowNanos;
        return begins;
    }

    /** A line for each loss that has begun since, and for each that is over. */
    List<String> tell(long nowNanos) {
        var lines = new ArrayList<String>();
        losses.forEach((way, loss) -> {
            if (!loss.told) {
                lines.add(loss.untold + " messages " + line(way));
                loss.told = true;
                loss.untold = 0;
            } else if (isOver(loss, nowNanos) && loss.untold > 0) {
                var seconds = TimeUnit.NANOSECONDS.toSeconds(loss.lastNanos - loss.beganNanos);
                lines.add(loss.untold + " more messages " + line(way) + ", the last " + seconds + " s after the first");
            }
        });
        losses.values().removeIf(loss -> isOver(loss, nowNanos));
        return lines;
    }

    private static boolean isOver(Loss loss, long nowNanos) {
        return nowNanos - loss.lastNanos >= QUIET_NANOS;
    }

    private static String line(Way way) {
        var from = way.from() == null ? "the host" : way.from().toString();
        return "from " + from + " to " + way.to() + " were dropped: " + Words.of(way.reason());
    }
}
