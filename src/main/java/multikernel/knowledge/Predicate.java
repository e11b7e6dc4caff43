package multikernel.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clauses of one name and number of arguments, in their order. Where each of many begins with an atom or a number,
 * they are found by it, and by the second argument too where that is so.
 */
final class Predicate {

    private static final int INDEXED_FROM = 8;

    private final List<Clause> clauses;
    private final Map<Term, List<Clause>> byFirst = new HashMap<>();
    private final Map<Both, List<Clause>> byBoth = new HashMap<>();
    private final boolean isIndexed;
    private final boolean isIndexedByBoth;

    private record Both(Term first, Term second) {}

    Predicate(List<Clause> clauses) {
        this.clauses = List.copyOf(clauses);
        isIndexed = clauses.size() >= INDEXED_FROM && allBeginWith(1);
        isIndexedByBoth = isIndexed && allBeginWith(2);
        if (isIndexed) {
            this.clauses.forEach(this::index);
        }
    }

    private boolean allBeginWith(int count) {
        return clauses.stream()
                .allMatch(clause -> clause.head() instanceof Term.Compound head
                        && head.arguments().size() >= count
                        && head.arguments().subList(0, count).stream().allMatch(Term::isAtomic));
    }

    private void index(Clause clause) {
        var arguments = ((Term.Compound) clause.head()).arguments();
        var first = arguments.getFirst();
        byFirst.computeIfAbsent(first, unseen -> new ArrayList<>()).add(clause);
        if (isIndexedByBoth) {
            byBoth.computeIfAbsent(new Both(first, arguments.get(1)), unseen -> new ArrayList<>())
                    .add(clause);
        }
    }

    /** Those that may match. */
    List<Clause> matching(Term goal, Bindings bindings) {
        if (isIndexed && goal instanceof Term.Compound compound) {
            var first = bindings.value(compound.argument(0));
            if (isIndexedByBoth && first.isAtomic()) {
                var second = bindings.value(compound.argument(1));
                if (second.isAtomic()) {
                    return byBoth.getOrDefault(new Both(first, second), List.of());
                }
            }
            if (first.isAtomic()) {
                return byFirst.getOrDefault(first, List.of());
            }
        }
        return clauses;
    }

    List<Clause> clauses() {
        return clauses;
    }
}
