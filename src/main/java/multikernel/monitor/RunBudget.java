package multikernel.monitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds cores that run one message for longer than a message may, while they still do, by looking at them now and then.
 *
 * <p>Time is counted in looks that were in time, so that a pause of the whole process accuses nobody, and what the
 * core's thread spent ready to run and without a CPU does not count.
 */
public final class RunBudget {

    /** A gap between two looks counts for this many intervals at most. */
    private static final int LATE_INTERVALS = 2;

    private final long budgetNanos;
    private final long intervalNanos;
    private final Map<Integer, Count> counts = new HashMap<>();
    private long clockNanos;
    private long lookedNanos;
    private boolean hasLooked;

    /**
     * What a core is at; while it is equal, the core is at the same thing.
     *
     * @param turns counts the turns of its loop
     * @param actor whose message runs, by an identity; null for a task or a poller
     * @param taken counts the messages that were taken out of that actor's mailbox
     */
    public record Step(long turns, @Nullable Object actor, long taken) {}

    /**
     * What the system says of a thread.
     *
     * @param runnable it has a CPU or wants one; then how long it has wanted one so far is not known yet
     * @param cpuNanos how long it has run, ever; negative if unknown
     * @param waitedNanos how long it has wanted a CPU each time before it got one, ever
     */
    public record Spent(boolean runnable, long cpuNanos, long waitedNanos) {}

    /**
     * One core that is awake, as seen at one moment.
     *
     * @param number tells it from every other
     * @param spent asked seldom
     */
    public record Sample(int number, Step step, Supplier<Spent> spent) {}

    /** @param nanos for how long, at least, the step has lasted */
    public record Overrun(int number, Step step, long nanos) {}

    private static final class Count {
        final Step step;
        final long sinceNanos;
        long suspectedNanos;

        @Nullable
        Spent suspected;

        boolean told;

        Count(Step step, long sinceNanos) {
            this.step = step;
            this.sinceNanos = sinceNanos;
        }
    }

    /** @param intervalNanos between two looks */
    public RunBudget(long budgetNanos, long intervalNanos) {
        this.budgetNanos = budgetNanos;
        this.intervalNanos = intervalNanos;
    }

    /** The cores that have used their budget up since the last look; each step is told once. */
    public List<Overrun> look(long nowNanos, List<Sample> samples) {
        clockNanos += hasLooked ? Math.min(nowNanos - lookedNanos, LATE_INTERVALS * intervalNanos) : 0;
        lookedNanos = nowNanos;
        hasLooked = true;
        forget(samples);
        var overruns = new ArrayList<Overrun>();
        for (var sample : samples) {
            var count = counts.get(sample.number());
            if (count == null || !count.step.equals(sample.step())) {
                counts.put(sample.number(), new Count(sample.step(), clockNanos));
            } else if (!count.told && isOver(count, sample.spent())) {
                count.told = true;
                overruns.add(new Overrun(sample.number(), sample.step(), clockNanos - count.sinceNanos));
            }
        }
        return overruns;
    }

    private void forget(List<Sample> samples) {
        var gone = new HashSet<>(counts.keySet());
        for (var sample : samples) {
            gone.remove(sample.number());
        }
        counts.keySet().removeAll(gone);
    }

    private boolean isOver(Count count, Supplier<Spent> spent) {
        if (count.suspected == null) {
            count.suspected = spent.get();
            count.suspectedNanos = clockNanos;
            return false;
        }
        var nanos = clockNanos - count.suspectedNanos;
        return nanos >= budgetNanos && ownNanos(nanos, count.suspected, spent.get()) >= budgetNanos;
    }

    private static long ownNanos(long nanos, Spent before, Spent now) {
        if (before.cpuNanos() < 0 || now.cpuNanos() < 0) {
            return nanos;
        }
        return now.runnable() ? now.cpuNanos() - before.cpuNanos() : nanos - (now.waitedNanos() - before.waitedNanos());
    }
}
