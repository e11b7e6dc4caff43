package multikernel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Figure 3 of the paper on this machine: cores that update the same lines, and a core that does it for the others, who
 * send it messages. Each core has a CPU of its own.
 */
final class SharedStateExperiment {

    private static final List<Integer> LINES = List.of(1, 2, 4, 8);

    private SharedStateExperiment() {}

    static Experiment open(Laboratory laboratory) {
        var subjects = new ArrayList<Subject>();
        var comparisons = new ArrayList<Comparison>();
        var most = Math.min(laboratory.cores(), laboratory.allowed().size());
        counts(laboratory, most).forEach(cores -> {
            var cpus = laboratory.allowed().subList(0, cores);
            for (int lines : LINES) {
                var shared = new SharedLines(cpus, lines);
                var served = new ServedLines(cpus, lines);
                subjects.addAll(List.of(shared, served));
                comparisons.add(Comparison.of("update, lines " + lines + ", cores " + cores, served, shared));
            }
        });
        var notes = new ArrayList<>(laboratory.notes());
        if (laboratory.isCrowded(laboratory.cores())) {
            notes.add("more than " + most + " cores are left out: each needs a CPU of its own");
        }
        return new Experiment("shared-state", subjects, comparisons, notes, () -> {});
    }

    private static List<Integer> counts(Laboratory laboratory, int most) {
        return Stream.of(
                        IntStream.of(2),
                        laboratory.coreCounts().stream()
                                .mapToInt(count -> count)
                                .filter(count -> count < most),
                        IntStream.of(most))
                .flatMapToInt(counts -> counts)
                .distinct()
                .boxed()
                .toList();
    }
}
