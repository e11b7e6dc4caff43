package multikernel.runtime;

import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.metrics.CoreTally;
import org.jspecify.annotations.Nullable;

/**
 * How one incarnation of a core is to start.
 *
 * @param incarnation above every earlier one of that core
 * @param dispatcherId under which actors find it
 * @param tally what the core counts in
 * @param first runs on the new thread before anything else: pinning, above all; what it throws ends the incarnation
 * @param ended told as the last thing on the core's thread: what ended its loop, null if it was stopped or fenced
 */
public record CoreStart(
        CoreId id,
        int incarnation,
        String dispatcherId,
        String threadName,
        DispatchLimits limits,
        CoreTally tally,
        Runnable first,
        Consumer<@Nullable Throwable> ended) {

    /** The same without anyone who looks at what it counts. */
    public CoreStart(
            CoreId id,
            int incarnation,
            String dispatcherId,
            String threadName,
            DispatchLimits limits,
            Runnable first,
            Consumer<@Nullable Throwable> ended) {
        this(id, incarnation, dispatcherId, threadName, limits, new CoreTally(id, false), first, ended);
    }
}
