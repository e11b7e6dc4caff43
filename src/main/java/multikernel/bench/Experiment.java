package multikernel.bench;

import java.util.List;

/**
 * What is measured together, in one interleaved run.
 *
 * @param subjects in the order in which each round measures them
 * @param comparisons each is reported in both directions
 * @param notes what could not be measured here, and why
 * @param isContinuous one slice for each subject, as long as there is time: a tail is not to be hidden between slices
 * @param stage what all subjects stand on; closed after them
 */
public record Experiment(
        String name,
        List<? extends Subject> subjects,
        List<Comparison> comparisons,
        List<String> notes,
        boolean isContinuous,
        AutoCloseable stage)
        implements AutoCloseable {

    public Experiment {
        subjects = List.copyOf(subjects);
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
    }

    /** Measured in short slices, all subjects in turn. */
    public Experiment(
            String name,
            List<? extends Subject> subjects,
            List<Comparison> comparisons,
            List<String> notes,
            AutoCloseable stage) {
        this(name, subjects, comparisons, notes, false, stage);
    }

    @Override
    public void close() {
        subjects.forEach(Subject::close);
        try {
            stage.close();
        } catch (Exception left) {
            throw new IllegalStateException("an experiment does not end", left);
        }
    }
}
