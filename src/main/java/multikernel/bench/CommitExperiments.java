package multikernel.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import multikernel.agreement.Phases;
import multikernel.agreement.Trees;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/**
 * The messages of a shootdown alone (one phase) and of a retype (two phases), from two cores to as many as are asked
 * for, after figures 6 and 8 of Baumann and others, SOSP 2009. Where there are more cores than CPUs the cores sleep.
 */
final class CommitExperiments {

    private static final String SHOOTDOWN = "shootdown";
    private static final String COMMIT = "two-phase commit";
    private static final List<Integer> DEPTHS = List.of(1, 32);

    /** What it takes to reach all threads at all may be exceeded by this, where they sleep. */
    static final double CROWDED_MAX = 1.5;

    /** From two cores to sixteen, with a CPU each. */
    private static final double GROWTH_MAX = 4;

    private static final int GROWTH_CORES = 16;

    private final Laboratory laboratory;
    private final UnmapPeers peers;
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();

    private CommitExperiments(Laboratory laboratory) {
        this.laboratory = laboratory;
        peers = new UnmapPeers(laboratory);
    }

    static Experiment shootdown(Laboratory laboratory) {
        var experiment = new CommitExperiments(laboratory);
        laboratory.limits("round-trip", experiment.subjects, experiment.comparisons);
        var two = experiment.shootdown(2).getFirst();
        for (var cores : laboratory.coreCounts()) {
            for (var ours : experiment.shootdown(cores)) {
                experiment.comparisons.add(growth(ours, two, cores, laboratory.isCrowded(cores)));
            }
        }
        return experiment.named("shootdown");
    }

    static Experiment twoPhaseCommit(Laboratory laboratory) {
        var experiment = new CommitExperiments(laboratory);
        laboratory.limits("round-trip", experiment.subjects, experiment.comparisons);
        experiment.commits(2);
        laboratory.coreCounts().forEach(experiment::commits);
        return experiment.named("two-phase-commit");
    }

    private Experiment named(String name) {
        var notes = new ArrayList<>(laboratory.notes());
        notes.addAll(peers.notes());
        return new Experiment(name, subjects, comparisons, notes, peers);
    }

    private <S extends Subject> S add(S subject) {
        subjects.add(subject);
        return subject;
    }

    /** One for each shape of a tree. */
    private List<Subject> shootdown(int cores) {
        var others = new ArrayList<>(List.of(add(peers.unpark(SHOOTDOWN, cores))));
        peers.system("mprotect", SHOOTDOWN, cores, UnmapPeers.PAGE_BYTES).ifPresent(peer -> others.add(add(peer)));
        if (!laboratory.isCrowded(cores)) {
            others.add(add(peers.arena(SHOOTDOWN, cores)));
        }
        var found = new ArrayList<Subject>();
        trees(cores).forEach((shape, tree) -> {
            var ours = add(commits(SHOOTDOWN, cores, shape, tree, Phases.ONE, 1));
            found.add(ours);
            others.forEach(other -> compare(metric(SHOOTDOWN, cores, shape), ours, other, cores));
        });
        return found;
    }

    private void compare(String metric, Subject ours, Subject other, int cores) {
        var comparison = Comparison.of(metric, ours, other);
        var hasGoal = laboratory.isCrowded(cores) && other.name().equals(UnparkSubject.NAME);
        comparisons.add(hasGoal ? comparison.atMost(CROWDED_MAX, CROWDED_MAX) : comparison);
    }

    /** What more cores take than two. */
    static Comparison growth(Subject ours, Subject two, int cores, boolean isCrowded) {
        var metric = ours.parameters().get("metric") + ", " + cores + " cores and 2";
        var comparison = Comparison.of(metric, ours, two);
        return cores == GROWTH_CORES && !isCrowded ? comparison.atMost(GROWTH_MAX, GROWTH_MAX) : comparison;
    }

    private void commits(int cores) {
        var unpark = add(peers.unpark(COMMIT, cores));
        trees(cores).forEach((shape, tree) -> {
            var metric = metric(COMMIT, cores, shape);
            var one = add(commits(COMMIT, cores, shape, tree, Phases.TWO, DEPTHS.getFirst()));
            var many = add(commits(COMMIT, cores, shape, tree, Phases.TWO, DEPTHS.getLast()));
            comparisons.add(Comparison.of(metric, one, unpark));
            comparisons.add(Comparison.of(metric + ", " + DEPTHS.getLast() + " under way and 1", many, one));
        });
    }

    private static String metric(String what, int cores, String shape) {
        return what + ", " + cores + " cores" + (cores == 2 ? "" : ", " + shape);
    }

    private Subject commits(String metric, int cores, String shape, Tree tree, Phases phases, int depth) {
        var parameters = Laboratory.parameters("metric", metric, "cores", cores, "tree", shape);
        if (metric.equals(COMMIT)) {
            parameters.put("under way", depth);
        }
        var isCrowded = laboratory.isCrowded(cores);
        return new CommitSubject(parameters, laboratory.crowd(cores), isCrowded, tree, phases, depth);
    }

    private static Map<String, Tree> trees(int count) {
        var cores = IntStream.range(0, count).mapToObj(CoreId::of).toList();
        var trees = new LinkedHashMap<String, Tree>();
        trees.put("sequential", Trees.sequential(cores.getFirst(), cores));
        if (count > 3) {
            trees.put("binary", Trees.binary(cores.getFirst(), cores));
        }
        return trees;
    }
}
