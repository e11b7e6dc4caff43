package multikernel.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clauses of one name and number of arguments, in their order. Where each of many begins with an atom or a number,
 * they are found by it.
 */
final class Predicate {

    private static final int INDEXED_FROM = 8;

    private final List<Clause> clauses;
    private final Map<Term, List<Clause>> byFirst = new HashMap<>();
    private final boolean isIndexed;

    Predicate(List<Clause> clauses) {
        this.clauses = List.copyOf(clauses);
        isIndexed = clauses.size() >= INDEXED_FROM
                && clauses.stream().allMatch(clause -> clause.head() instanceof Term.Compound head
                        && head.argument(0).isAtomic());
        if (isIndexed) {
            for (var clause : clauses) {
                var first = ((Term.Compound) clause.head()).argument(0);
                byFirst.computeIfAbsent(first, unseen -> new ArrayList<>()).add(clause);
            }
        }
    }

    /** Those that may match. */
    List<Clause> matching(Term goal, Bindings bindings) {
        if (isIndexed && goal instanceof Term.Compound compound) {
            var first = bindings.value(compound.argument(0));
            if (!(first instanceof Term.Variable)) {
                return byFirst.getOrDefault(first, List.of());
            }
        }
        return clauses;
    }

    List<Clause> clauses() {
        return clauses;
    }
}
