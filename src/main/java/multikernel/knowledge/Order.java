package multikernel.knowledge;

import java.util.ArrayDeque;

/** The standard order of terms: variables, numbers, atoms, then compounds by arity, name and arguments. */
final class Order {

    private static final int NUMBER = 1;

    private final Bindings bindings;
    private final Budget budget;

    Order(Bindings bindings, Budget budget) {
        this.bindings = bindings;
        this.budget = budget;
    }

    private record Pair(Term left, Term right) {}

    int compare(Term one, Term other) {
        var waiting = new ArrayDeque<Pair>();
        waiting.push(new Pair(one, other));
        while (!waiting.isEmpty()) {
            budget.charge();
            var pair = waiting.pop();
            var left = bindings.value(pair.left);
            var right = bindings.value(pair.right);
            int sign = surface(left, right);
            if (sign != 0) {
                return sign;
            }
            if (left != right && left instanceof Term.Compound first && right instanceof Term.Compound second) {
                for (int at = first.arguments().size() - 1; at >= 0; at--) {
                    waiting.push(new Pair(first.argument(at), second.argument(at)));
                }
            }
        }
        return 0;
    }

    /** Of everything but the arguments. */
    private static int surface(Term left, Term right) {
        if (left instanceof Term.Variable(var one) && right instanceof Term.Variable(var other)) {
            return Integer.compare(one, other);
        }
        if (rank(left) == NUMBER && rank(right) == NUMBER) {
            return number(left, right);
        }
        if (left instanceof Term.Atom(var one) && right instanceof Term.Atom(var other)) {
            return one.compareTo(other);
        }
        if (left instanceof Term.Compound one && right instanceof Term.Compound other) {
            int arity =
                    Integer.compare(one.arguments().size(), other.arguments().size());
            return arity != 0 ? arity : one.name().compareTo(other.name());
        }
        return Integer.compare(rank(left), rank(right));
    }

    /** Where the values are equal a real one comes first. */
    private static int number(Term left, Term right) {
        int sign = Arithmetic.compareNumbers(left, right);
        return sign != 0 ? sign : Boolean.compare(left instanceof Term.Whole, right instanceof Term.Whole);
    }

    private static int rank(Term term) {
        return switch (term) {
            case Term.Variable variable -> 0;
            case Term.Whole whole -> NUMBER;
            case Term.Real real -> NUMBER;
            case Term.Atom atom -> 2;
            case Term.Compound compound -> 3;
        };
    }
}
