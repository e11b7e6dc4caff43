package multikernel.knowledge;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each variable of a query stands for, with a trail to undo it by. Nothing here recurs into a term. */
final class Bindings {

    private final Budget budget;
    private @Nullable Term[] values = new Term[64];
    private int variables;
    private int[] trail = new int[64];
    private int trailed;

    Bindings(Budget budget) {
        this.budget = budget;
    }

    /** A moment to which everything can be undone. */
    record Mark(int variables, int trailed) {}

    Mark mark() {
        return new Mark(variables, trailed);
    }

    void undo(Mark mark) {
        while (trailed > mark.trailed) {
            values[trail[--trailed]] = null;
        }
        Arrays.fill(values, mark.variables, variables, null);
        variables = mark.variables;
    }

    Term.Variable fresh() {
        return new Term.Variable(reserve(1));
    }

    /** @return the number of the first of so many new variables */
    int reserve(int count) {
        budget.charge(count);
        int first = variables;
        variables += count;
        if (variables > values.length) {
            values = Arrays.copyOf(values, Math.max(variables, 2 * values.length));
        }
        return first;
    }

    /** The term itself, or what the variable stands for so far. */
    Term value(Term term) {
        var value = term;
        while (value instanceof Term.Variable(var number)) {
            var bound = values[number];
            if (bound == null) {
                return value;
            }
            value = bound;
        }
        return value;
    }

    private record Pair(Term left, Term right) {}

    /** Makes both the same, or says that they cannot be; what it bound until then is undone by the caller. */
    boolean unify(Term one, Term other) {
        var waiting = new ArrayDeque<Pair>();
        var next = new Pair(one, other);
        while (next != null) {
            budget.charge();
            var left = value(next.left);
            var right = value(next.right);
            if (left instanceof Term.Variable variable) {
                if (!left.equals(right) && !bind(variable, right)) {
                    return false;
                }
            } else if (right instanceof Term.Variable variable) {
                if (!bind(variable, left)) {
                    return false;
                }
            } else if (left instanceof Term.Compound first) {
                if (!(right instanceof Term.Compound second)
                        || !first.is(second.name(), second.arguments().size())) {
                    return false;
                }
                if (first != second) {
                    for (int at = first.arguments().size() - 1; at >= 0; at--) {
                        waiting.push(new Pair(first.argument(at), second.argument(at)));
                    }
                }
            } else if (!left.equals(right)) {
                return false;
            }
            next = waiting.poll();
        }
        return true;
    }

    private boolean bind(Term.Variable variable, Term term) {
        if (term instanceof Term.Compound && occurs(variable, term)) {
            return false;
        }
        values[variable.number()] = term;
        if (trailed == trail.length) {
            trail = Arrays.copyOf(trail, 2 * trailed);
        }
        trail[trailed++] = variable.number();
        return true;
    }

    private boolean occurs(Term.Variable variable, Term in) {
        var waiting = new ArrayDeque<Term>(List.of(in));
        while (!waiting.isEmpty()) {
            budget.charge();
            var next = value(waiting.pop());
            if (next.equals(variable)) {
                return true;
            }
            if (next instanceof Term.Compound compound) {
                compound.arguments().forEach(waiting::push);
            }
        }
        return false;
    }

    /** A clause's term with variables of its own for this use of it. */
    Term renamed(Term term, int first) {
        return rebuilt(term, each -> new Term.Variable(first + each.number()));
    }

    /** With everything in place that is known. */
    Term resolved(Term term) {
        return rebuilt(term, this::value);
    }

    /** Part of the way through a compound's arguments. */
    private static final class Partly {
        final Term.Compound of;
        final Term[] made;
        int next;

        Partly(Term.Compound of) {
            this.of = of;
            this.made = new Term[of.arguments().size()];
        }
    }

    Term rebuilt(Term term, Function<Term.Variable, Term> replacement) {
        var open = new ArrayDeque<Partly>();
        var next = term;
        while (true) {
            budget.charge();
            var value = next instanceof Term.Variable variable ? replacement.apply(variable) : next;
            if (value instanceof Term.Compound compound) {
                open.push(new Partly(compound));
            } else {
                value = close(open, value);
                if (open.isEmpty()) {
                    return value;
                }
            }
            var top = open.element();
            next = top.of.argument(top.next);
        }
    }

    /** Puts a finished part in its place, and whatever that finishes. */
    private static Term close(ArrayDeque<Partly> open, Term part) {
        var value = part;
        while (!open.isEmpty()) {
            var top = open.element();
            top.made[top.next++] = value;
            if (top.next < top.made.length) {
                return value;
            }
            open.pop();
            value = new Term.Compound(top.of.name(), List.of(top.made));
        }
        return value;
    }
}
