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
        return unify(one, other, Integer.MAX_VALUE);
    }

    /**
     * The same for a goal and the head of a clause.
     *
     * @param fresh from here on variables are the clause's own. Until one that is older has been bound none of them can
     *     occur in what the goal has, so that to walk down a list does not look through all of it at each step
     */
    boolean unify(Term one, Term other, int fresh) {
        var waiting = new ArrayDeque<Pair>();
        int unseen = fresh;
        var next = new Pair(one, other);
        while (next != null) {
            budget.charge();
            var left = value(next.left);
            var right = value(next.right);
            if (left instanceof Term.Variable || right instanceof Term.Variable) {
                var variable = younger(left, right);
                var term = variable == left ? right : left;
                if (!variable.equals(term)) {
                    if (term instanceof Term.Compound && variable.number() < unseen && occurs(variable, term)) {
                        return false;
                    }
                    unseen = variable.number() < fresh ? Integer.MAX_VALUE : unseen;
                    bind(variable, term);
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

    /** Of two variables the one that came later, so that none stands for one that may go before it. */
    private static Term.Variable younger(Term left, Term right) {
        if (left instanceof Term.Variable(var one) && right instanceof Term.Variable(var other)) {
            return (Term.Variable) (one > other ? left : right);
        }
        return (Term.Variable) (left instanceof Term.Variable ? left : right);
    }

    private void bind(Term.Variable variable, Term term) {
        values[variable.number()] = term;
        if (trailed == trail.length) {
            trail = Arrays.copyOf(trail, 2 * trailed);
        }
        trail[trailed++] = variable.number();
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
