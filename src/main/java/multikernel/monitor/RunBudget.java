package multikernel.monitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds cores that run one message for longer than a message may, while they still do, by looking at them now and then.
 *
 * <p>Time is counted in looks that were in time, so that a pause of the whole process accuses nobody, and what the
 * core's thread spent ready to run and without a CPU is taken off.
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
     * One core that is awake, as seen at one moment.
     *
     * @param number tells it from every other
     * @param waitedNanos how long its thread has been ready without a CPU, ever; negative if unknown; asked seldom
     */
    public record Sample(int number, Step step, LongSupplier waitedNanos) {}

    /** @param nanos for how long, at least, the step has lasted */
    public record Overrun(int number, Step step, long nanos) {}

    private static final class Count {
        final Step step;
        final long sinceNanos;
        boolean suspected;
        long suspectedNanos;
        long waitedNanos;
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
        counts.keySet().retainAll(samples.stream().map(Sample::number).toList());
        var overruns = new ArrayList<Overrun>();
        for (var sample : samples) {
            var count = counts.get(sample.number());
            if (count == null || !count.step.equals(sample.step())) {
                counts.put(sample.number(), new Count(sample.step(), clockNanos));
            } else if (!count.told && isOver(count, sample.waitedNanos())) {
                count.told = true;
                overruns.add(new Overrun(sample.number(), sample.step(), clockNanos - count.sinceNanos));
            }
        }
        return overruns;
    }

    private boolean isOver(Count count, LongSupplier waitedNanos) {
        if (!count.suspected) {
            count.suspected = true;
            count.suspectedNanos = clockNanos;
            count.waitedNanos = waitedNanos.getAsLong();
            return false;
        }
        var nanos = clockNanos - count.suspectedNanos;
        return nanos >= budgetNanos && nanos - waitedSince(count, waitedNanos) >= budgetNanos;
    }

    private static long waitedSince(Count count, LongSupplier waitedNanos) {
        return count.waitedNanos < 0 ? 0 : Math.max(0, waitedNanos.getAsLong() - count.waitedNanos);
    }
}
