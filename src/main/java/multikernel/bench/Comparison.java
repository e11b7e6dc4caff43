package multikernel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Two subjects of one experiment, one divided by the other.
 *
 * @param metric what is compared, with the parameters that both share
 * @param to one subject, or several of which the fastest counts; at least one
 * @param goals what the ratio is to be at most or at least, for each placement where there is one
 */
public record Comparison(String metric, Subject of, List<Subject> to, List<Goal> goals) {

    public Comparison {
        to = List.copyOf(to);
        goals = List.copyOf(goals);
    }

    /** @param max what the ratio may be at most */
    public record Goal(Placement placement, double max) {}

    static Comparison of(String metric, Subject of, Subject to) {
        return new Comparison(metric, of, List.of(to), List.of());
    }

    /** Against whichever of these is the fastest in a placement; the ratio bears the name of that one. */
    static Comparison ofBest(String metric, Subject of, List<Subject> peers) {
        return new Comparison(metric + ", best of them", of, peers, List.of());
    }

    Comparison atMost(Placement placement, double max) {
        var more = new ArrayList<>(goals);
        more.add(new Goal(placement, max));
        return new Comparison(metric, of, to, List.copyOf(more));
    }

    Comparison atMost(double near, double far) {
        return atMost(Placement.NEAR, near).atMost(Placement.FAR, far);
    }

    OptionalDouble goal(Placement placement) {
        return goals.stream()
                .filter(goal -> goal.placement() == placement)
                .mapToDouble(Goal::max)
                .findFirst();
    }
}
