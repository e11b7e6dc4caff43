package multikernel.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import multikernel.hardware.ThreadState;
import multikernel.monitor.Roster;
import multikernel.monitor.Watch;
import multikernel.monitor.Watch.RunState;
import multikernel.monitor.Watch.Verdict;

/** Looks at every core's liveness line, and at its thread where the system shows it, on behalf of {@link Watch}. */
final class Watchman {

    /** This many intervals without a look say that the watcher itself was late. */
    private static final int LATE_INTERVALS = 3;

    /** A suspect that had a CPU for less than half of the time for which it wanted one was not given a chance. */
    private static final int STARVED_SHARE = 2;

    /** A core that is stuck is worth knowing where. */
    private static final int STACK_LINES = 3;

    record Stuck(CoreId core, int incarnation, String why) {}

    private final NodeSetup setup;
    private final Roster roster;
    private final Incarnations incarnations;
    private final Watch watch;

    Watchman(NodeSetup setup, Roster roster, Incarnations incarnations) {
        this.setup = setup;
        this.roster = roster;
        this.incarnations = incarnations;
        var liveness = setup.settings().liveness();
        var stuckAfterNanos = TimeUnit.MILLISECONDS.toNanos(liveness.stuckAfterMillis());
        this.watch = new Watch(new Watch.Limits(
                stuckAfterNanos,
                TimeUnit.MILLISECONDS.toNanos(liveness.intervalMillis() * LATE_INTERVALS),
                stuckAfterNanos / STARVED_SHARE));
    }

    /** The cores that are alive without progress; those that have ended say so themselves. */
    List<Stuck> stuck(long nowNanos) {
        var samples = new ArrayList<Watch.Sample>();
        for (var core : setup.allCores()) {
            incarnations
                    .current(core, roster)
                    .filter(life -> !life.thread.isFenced() && !life.thread.isEnded())
                    .ifPresent(life -> samples.add(sample(life.thread.reading())));
        }
        return watch.look(nowNanos, samples).stream()
                .filter(finding -> finding.verdict() == Verdict.STUCK)
                .map(finding -> new Stuck(
                        finding.core(),
                        finding.incarnation(),
                        "no turn for " + TimeUnit.NANOSECONDS.toMillis(finding.quietNanos()) + " ms"
                                + spent(finding)
                                + standsAt(finding.core(), finding.incarnation())))
                .toList();
    }

    private static String spent(Watch.Finding finding) {
        return finding.ranNanos() < 0 || finding.waitedNanos() < 0
                ? ""
                : " (it ran for %d ms and waited for a CPU for %d ms)"
                        .formatted(
                                TimeUnit.NANOSECONDS.toMillis(finding.ranNanos()),
                                TimeUnit.NANOSECONDS.toMillis(finding.waitedNanos()));
    }

    /** The system is not asked about a core that sleeps: an idle node would do little else. */
    private static Watch.Sample sample(IncarnationReading seen) {
        if (seen.asleep()) {
            return sample(seen, RunState.WAITING, -1, -1);
        }
        var thread = ThreadState.read(seen.nativeThread());
        var runState =
                switch (thread.run()) {
                    case RUNNABLE -> RunState.RUNNABLE;
                    case SLEEPING, ENDED -> RunState.WAITING;
                    case UNKNOWN -> RunState.UNKNOWN;
                };
        return sample(seen, runState, thread.cpuNanos(), thread.waitNanos());
    }

    private static Watch.Sample sample(IncarnationReading seen, RunState runState, long cpuNanos, long waitNanos) {
        return new Watch.Sample(
                seen.id(),
                seen.incarnation(),
                seen.turns(),
                seen.asleep(),
                seen.ended(),
                runState,
                cpuNanos,
                waitNanos);
    }

    private String standsAt(CoreId core, int incarnation) {
        var text = new StringBuilder();
        for (var line : incarnations.life(core, incarnation).thread.stack(STACK_LINES)) {
            text.append(text.isEmpty() ? ", at " : " < ").append(line);
        }
        return text.toString();
    }
}
