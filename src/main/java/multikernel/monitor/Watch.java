package multikernel.monitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;

/**
 * Tells a core that has failed, one that is stuck, and one that is only waiting for a CPU, by looking at them now and
 * then.
 *
 * <p>A core that has ended has failed, for certain. One whose turns have not moved for a while is suspected; the while
 * is counted by looks of this watcher that were in time, so that a collector that stopped both does not accuse anyone.
 *
 * @see Limits
 */
public final class Watch {

    private final Limits limits;
    private final Map<CoreId, Count> counts = new HashMap<>();
    private long lookedNanos;
    private boolean hasLooked;

    /**
     * How long is too long.
     *
     * @param stuckAfterNanos turns that stand still for this long are a stuck core
     * @param lateAfterNanos a gap between two looks longer than this says that the watcher itself was late; at least
     *     twice its interval
     * @param starvedBelowNanos one that could run and got less CPU time than this since its last turn is starved,
     *     whatever the system says of its waits
     */
    public record Limits(long stuckAfterNanos, long lateAfterNanos, long starvedBelowNanos) {}

    /** Whether the system says that a thread wants a CPU. */
    public enum RunState {
        RUNNABLE,
        WAITING,
        UNKNOWN
    }

    /**
     * One core, as seen at one moment.
     *
     * @param turns counts the turns of its loop; written by the core alone
     * @param asleep it has no work and waits to be woken
     * @param ended its loop is over
     * @param cpuNanos CPU time of its thread so far; negative if unknown, and as good as unknown while it is asleep
     * @param waitNanos for how long so far its thread wanted a CPU and had none; negative if unknown, which it is
     *     wherever the CPU time is
     */
    public record Sample(
            CoreId core,
            int incarnation,
            long turns,
            boolean asleep,
            boolean ended,
            RunState runState,
            long cpuNanos,
            long waitNanos) {}

    /** What to think of a core. */
    public enum Verdict {
        FINE,
        /** No turn for long, yet it would run if it had a CPU. */
        STARVED,
        STUCK,
        FAILED
    }

    /**
     * What was found of one core.
     *
     * @param quietNanos for how long its turns have stood still, by this watcher's count
     * @param ranNanos for how much of this it had a CPU; negative if unknown
     * @param waitedNanos for how much of this it wanted one and had none; negative if unknown
     */
    public record Finding(
            CoreId core, int incarnation, Verdict verdict, long quietNanos, long ranNanos, long waitedNanos) {}

    private record Count(int incarnation, long turns, long sinceNanos, long cpuNanos, long waitNanos) {

        static Count of(Sample sample, long sinceNanos) {
            return new Count(sample.incarnation(), sample.turns(), sinceNanos, sample.cpuNanos(), sample.waitNanos());
        }

        long ran(Sample now) {
            return since(cpuNanos, now.cpuNanos());
        }

        long waited(Sample now) {
            return since(waitNanos, now.waitNanos());
        }

        private static long since(long then, long now) {
            return then < 0 || now < 0 ? -1 : now - then;
        }
    }

    public Watch(Limits limits) {
        this.limits = limits;
    }

    /** Looks at all cores that are to be watched; one that is left out is forgotten. */
    public List<Finding> look(long nowNanos, List<Sample> samples) {
        boolean isLate = hasLooked && nowNanos - lookedNanos > limits.lateAfterNanos();
        hasLooked = true;
        lookedNanos = nowNanos;
        if (isLate) {
            counts.clear();
        }
        counts.keySet().retainAll(samples.stream().map(Sample::core).toList());
        var findings = new ArrayList<Finding>();
        for (var sample : samples) {
            findings.add(find(nowNanos, sample));
        }
        return findings;
    }

    private Finding find(long nowNanos, Sample sample) {
        var count = counts.get(sample.core());
        if (count == null || hasMoved(count, sample)) {
            count = Count.of(sample, nowNanos);
            counts.put(sample.core(), count);
        } else if (count.cpuNanos() < 0) {
            count = Count.of(sample, count.sinceNanos());
            counts.put(sample.core(), count);
        }
        long quietNanos = nowNanos - count.sinceNanos();
        return new Finding(
                sample.core(),
                sample.incarnation(),
                verdict(sample, count, quietNanos),
                quietNanos,
                count.ran(sample),
                count.waited(sample));
    }

    private static boolean hasMoved(Count count, Sample sample) {
        return sample.asleep() || sample.incarnation() != count.incarnation() || sample.turns() != count.turns();
    }

    private Verdict verdict(Sample sample, Count count, long quietNanos) {
        if (sample.ended()) {
            return Verdict.FAILED;
        }
        if (quietNanos < limits.stuckAfterNanos()) {
            return Verdict.FINE;
        }
        return isStarved(sample, count, quietNanos) ? Verdict.STARVED : Verdict.STUCK;
    }

    /**
     * What it waited for a CPU is no time that it stood still: in one moment of many it may look as if it slept. A wait
     * that lasts has not been counted yet, for the system does so at its end, nor has the time for which the CPU itself
     * stood still under a thread that had it.
     */
    private boolean isStarved(Sample sample, Count count, long quietNanos) {
        long waitedNanos = count.waited(sample);
        if (waitedNanos >= 0 && quietNanos - waitedNanos < limits.stuckAfterNanos()) {
            return true;
        }
        return sample.runState() == RunState.RUNNABLE
                && count.ran(sample) >= 0
                && count.ran(sample) < limits.starvedBelowNanos();
    }
}
