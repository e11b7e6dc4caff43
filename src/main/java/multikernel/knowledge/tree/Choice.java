package multikernel.knowledge.tree;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/** A tree, how it was made, and what it is predicted to take. */
public record Choice(Shape shape, Tree tree, Prediction prediction) {

    /** Of every shape its tree, the cheapest to go down and up again first. */
    public static List<Choice> ranked(CoreId root, Collection<CoreId> cores, Costs costs) {
        return Arrays.stream(Shape.values())
                .map(shape -> of(shape, root, cores, costs))
                .sorted(Comparator.comparingLong(choice -> choice.prediction.gathered()))
                .toList();
    }

    public static Choice cheapest(CoreId root, Collection<CoreId> cores, Costs costs) {
        return Objects.requireNonNull(ranked(root, cores, costs).getFirst());
    }

    public static Choice of(Shape shape, CoreId root, Collection<CoreId> cores, Costs costs) {
        var tree = shape.tree(root, cores, costs);
        return new Choice(shape, tree, Prediction.of(tree, costs));
    }
}
