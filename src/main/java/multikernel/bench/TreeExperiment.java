package multikernel.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.hardware.Machine;
import multikernel.hardware.Topology;
import multikernel.knowledge.CoreCosts;
import multikernel.knowledge.tree.Choice;
import multikernel.knowledge.tree.Costs;
import multikernel.knowledge.tree.Shape;
import multikernel.runtime.measure.MachineProbe;

/**
 * A message down a tree and its acknowledgement up again, over rings between threads that poll, each on its CPU: what
 * was predicted from the costs of each pair, and what is measured, for each shape.
 */
final class TreeExperiment {

    private static final String METRIC = "there and back";

    /** How long the costs of the pairs may take to measure. */
    private static final long COSTS_MILLIS = 5_000;

    /** A prediction is good if what is measured is within a quarter of it. */
    private static final double OFF_MAX = 1.25;

    private TreeExperiment() {}

    static Experiment open(Laboratory laboratory) {
        var machine = Machine.probe();
        var topology = Topology.probe(machine);
        Supplier<Costs> measure =
                () -> CoreCosts.of(laboratory.allowed(), topology, MachineProbe.again(machine, COSTS_MILLIS));
        var costs = measure.get();
        var subjects = new ArrayList<Subject>();
        var comparisons = new ArrayList<Comparison>();
        var notes = new ArrayList<>(laboratory.notes());
        int cpus = laboratory.allowed().size();
        int most = Math.min(laboratory.cores(), cpus);
        if (laboratory.cores() > cpus) {
            notes.add("trees of more cores than CPUs are left out: there who waits sleeps, and no cost is of a sleep");
        }
        for (int count : counts(most)) {
            var cores = IntStream.range(0, count).mapToObj(CoreId::of).toList();
            var choices = Arrays.stream(Shape.values())
                    .map(shape -> Choice.of(shape, cores.getFirst(), cores, costs))
                    .toList();
            var distinct = new ArrayList<Choice>();
            choices.forEach(choice -> {
                if (distinct.stream().noneMatch(other -> other.tree().equals(choice.tree()))) {
                    distinct.add(choice);
                }
            });
            distinct.forEach(choice -> add(laboratory, choice, measure, subjects, comparisons));
        }
        return new Experiment("tree", subjects, comparisons, notes, () -> {});
    }

    private static void add(
            Laboratory laboratory,
            Choice choice,
            Supplier<Costs> measure,
            List<Subject> subjects,
            List<Comparison> comparisons) {
        int cores = choice.tree().cores().size();
        var shape = choice.shape().word();
        var crowd = Crowd.pinned(laboratory.allowed(), cores);
        var parameters = Laboratory.parameters("metric", METRIC, "cores", cores);
        var real = new TreeSubject(shape, parameters, crowd, choice.tree());
        var predicted = new TreePrediction(shape, parameters, choice.tree(), measure);
        subjects.add(real);
        subjects.add(predicted);
        var metric = METRIC + ", " + cores + " cores, " + shape + ", measured and predicted";
        comparisons.add(Comparison.of(metric, real, predicted).atMost(OFF_MAX, OFF_MAX));
        comparisons.add(Comparison.of(metric, predicted, real).atMost(OFF_MAX, OFF_MAX));
    }

    /** Two, its doubles, and as many as there are. */
    private static List<Integer> counts(int most) {
        return IntStream.concat(IntStream.iterate(2, count -> count < most, count -> 2 * count), IntStream.of(most))
                .boxed()
                .toList();
    }
}
