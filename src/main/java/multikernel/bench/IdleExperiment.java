package multikernel.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import multikernel.domain.Multikernel;

/**
 * A round trip while both ends also have 0, 10, 100 and 1,000 channels on which nobody sends: through booted nodes,
 * whose cores let a quiet channel rest, and over one ring whose reader looks at every other in turn, which is what it
 * would cost if they did not.
 */
final class IdleExperiment {

    private static final int CAPACITY = 1_024;
    private static final List<Integer> IDLE = List.of(0, 10, 100, 1_000);
    private static final String METRIC = "round-trip";

    /** To look at a summary word, and no more, for all that rest. */
    private static final double NODE_MAX = 1.05;

    /**
     * Each channel has an end on both cores, and there is one each way; the objects that replicate tables take some.
     */
    private static final int ENDS_BESIDE = 64;

    private final Laboratory laboratory;
    private final Deque<Multikernel> nodes = new ArrayDeque<>();
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();

    private IdleExperiment(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    static Experiment open(Laboratory laboratory) {
        var experiment = new IdleExperiment(laboratory);
        laboratory.limits(METRIC, experiment.subjects, experiment.comparisons);
        experiment.compare("through a node", experiment::throughNode, NODE_MAX);
        experiment.compare("each looked at", experiment::eachLookedAt, 0);
        return new Experiment(
                "idle-channels", experiment.subjects, experiment.comparisons, laboratory.notes(), experiment::leave);
    }

    /** @param max of what the most idle ones may cost, divided by none; 0 for no goal */
    private void compare(String how, IntFunction<Subject> made, double max) {
        var none = made.apply(IDLE.getFirst());
        subjects.add(none);
        for (var idle : IDLE.subList(1, IDLE.size())) {
            var some = made.apply(idle);
            subjects.add(some);
            var comparison = Comparison.of(METRIC + ", " + how + ", " + idle + " idle and none", some, none);
            comparisons.add(max == 0 ? comparison : comparison.atMost(max, max));
        }
    }

    /** One node for each number: channels of a core are a core's, whoever opened them. */
    private Subject throughNode(int idle) {
        var node = IdleSubject.boot(laboratory.cpus(), 2 * (1 + idle) + ENDS_BESIDE);
        nodes.push(node);
        return new IdleSubject(node, idle);
    }

    private Subject eachLookedAt(int idle) {
        return new PipeSubject(
                Laboratory.OURS,
                Laboratory.parameters("metric", METRIC, "through", "rings", "idle", idle),
                laboratory.cpus(),
                new IdlePipe(CAPACITY, idle),
                new IdlePipe(CAPACITY, idle),
                false);
    }

    private void leave() {
        while (!nodes.isEmpty()) {
            nodes.pop().close();
        }
    }
}
