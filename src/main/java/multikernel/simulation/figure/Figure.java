package multikernel.simulation.figure;

import java.util.List;
import multikernel.simulation.machine.Model;
import multikernel.simulation.machine.Parameters;

/** The experiments by name. */
public enum Figure {
    SHARED_STATE(
            "shared-state", "4x4-amd", "Figure 3: cores that update the same lines, and one that is sent messages.") {
        @Override
        List<Point> points(Study study, int cores) {
            return SharedState.points(study, cores);
        }
    },
    SHOOTDOWN("shootdown", "8x4-amd", "Figure 6: the messages of a shootdown alone, five ways.") {
        @Override
        List<Point> points(Study study, int cores) {
            return Shootdown.points(study, cores);
        }
    },
    UNMAP("unmap", "8x4-amd", "Figure 7: the whole unmap of a page.") {
        @Override
        List<Point> points(Study study, int cores) {
            return Unmap.points(study, cores);
        }
    },
    TWO_PHASE_COMMIT("two-phase-commit", "8x4-amd", "Figure 8: agreement in two phases, one at a time and many.") {
        @Override
        List<Point> points(Study study, int cores) {
            return TwoPhase.points(study, cores);
        }
    },
    TREE("tree", "smelt-2x10", "Smelt's table: broadcast, barrier and agreement over each shape of a tree.") {
        @Override
        List<Point> points(Study study, int cores) {
            return Trees.points(study, cores);
        }
    };

    private final String word;
    private final String machine;
    private final String title;

    Figure(String word, String machine, String title) {
        this.word = word;
        this.machine = machine;
        this.title = title;
    }

    public String word() {
        return word;
    }

    /** The one that the source measured it on. */
    public String machine() {
        return machine;
    }

    public String title() {
        return title;
    }

    /** @param cores two or more, and no more than the model has */
    abstract List<Point> points(Study study, int cores);

    /** @param counts of cores, each two or more and no more than the model has */
    public List<Point> run(Model model, Parameters parameters, List<Integer> counts, long seed) {
        var study = new Study(model, parameters, seed);
        return counts.stream().flatMap(cores -> points(study, cores).stream()).toList();
    }
}
