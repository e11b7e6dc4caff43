package multikernel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * To poll for P and then to sleep, where C is the time from sending to a sleeper until it has the message (Baumann and
 * others, SOSP 2009, section 5.2): with P = C a message is late by C at most and costs 2C of CPU at most.
 */
final class PollingExperiment {

    private static final double[] SHARES = {0, 1 / 4.0, 1 / 2.0, 1, 2, 4, 10};

    /** Mean gaps in multiples of C: shorter than P where P is long, about P, far longer. */
    private static final long[] GAPS = {1, 2, 8};

    private static final long C_GAP_NANOS = TimeUnit.MICROSECONDS.toNanos(400);
    private static final long C_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
    private static final String LATENCY = "latency";
    private static final String OVERHEAD = "overhead";

    private final Laboratory laboratory;
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();

    private PollingExperiment(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    static Experiment open(Laboratory laboratory) {
        var experiment = new PollingExperiment(laboratory);
        var sleeper = new PolledRing(
                "park and unpark",
                Map.of("metric", LATENCY),
                laboratory.cpus(),
                Arrivals.PERIODIC,
                0,
                C_GAP_NANOS,
                false);
        sleeper.slice(C_NANOS);
        var cost = Math.max(1, (long) sleeper.slice(C_NANOS).value());
        experiment.subjects.add(sleeper);
        for (var arrivals : Arrivals.values()) {
            for (var gap : GAPS) {
                for (var share : SHARES) {
                    experiment.add(sleeper, arrivals, cost, gap, share);
                }
            }
        }
        var notes = new ArrayList<>(laboratory.notes());
        notes.add("C, from sending to a sleeper until it has the message, is " + cost + " ns");
        return new Experiment("polling", experiment.subjects, experiment.comparisons, notes, () -> {});
    }

    private void add(Subject sleeper, Arrivals arrivals, long cost, long gap, double share) {
        for (var metric : List.of(LATENCY, OVERHEAD)) {
            var subject = new PolledRing(
                    Laboratory.OURS,
                    Laboratory.parameters("metric", metric, "arrivals", arrivals.word(), "gap/C", gap, "P/C", share),
                    laboratory.cpus(),
                    arrivals,
                    (long) (share * cost),
                    gap * cost,
                    metric.equals(OVERHEAD));
            subjects.add(subject);
            if (share == 1) {
                var max = metric.equals(OVERHEAD) ? 2.0 : 1.0;
                var title = metric + ", P = C, " + arrivals.word() + " every " + gap + " C";
                comparisons.add(Comparison.of(title, subject, sleeper).atMost(max, max));
            }
        }
    }
}
