package multikernel.bench;

import java.util.ArrayList;
import java.util.List;

/** A round trip over one ring while both ends also look at 0, 10, 100 and 1,000 rings on which nobody sends. */
final class IdleExperiment {

    private static final int CAPACITY = 1_024;
    private static final List<Integer> IDLE = List.of(0, 10, 100, 1_000);
    private static final String METRIC = "round-trip";

    private IdleExperiment() {}

    static Experiment open(Laboratory laboratory) {
        var subjects = new ArrayList<Subject>();
        var comparisons = new ArrayList<Comparison>();
        laboratory.limits(METRIC, subjects, comparisons);
        var none = subject(laboratory, IDLE.getFirst());
        subjects.add(none);
        for (var idle : IDLE.subList(1, IDLE.size())) {
            var some = subject(laboratory, idle);
            subjects.add(some);
            comparisons.add(Comparison.of(METRIC + ", " + idle + " idle and none", some, none));
        }
        return new Experiment("idle-channels", subjects, comparisons, laboratory.notes(), () -> {});
    }

    private static Subject subject(Laboratory laboratory, int idle) {
        return new PipeSubject(
                Laboratory.OURS,
                Laboratory.parameters("metric", METRIC, "idle", idle),
                laboratory.cpus(),
                new IdlePipe(CAPACITY, idle),
                new IdlePipe(CAPACITY, idle),
                false);
    }
}
