package multikernel.knowledge;

import static multikernel.knowledge.Term.atom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The predicates that have at most one answer. */
final class Builtins {

    /** Longer names are not put together. */
    private static final int NAME_MAX = 4096;

    private interface Builtin {
        boolean holds(Builtins self, List<Term> arguments);
    }

    private static final Map<Key, Builtin> ALL = Map.ofEntries(
            entry("=", 2, (self, of) -> self.bindings.unify(of.get(0), of.get(1))),
            entry("\\=", 2, Builtins::differs),
            entry("==", 2, (self, of) -> self.compare(of) == 0),
            entry("\\==", 2, (self, of) -> self.compare(of) != 0),
            entry("@<", 2, (self, of) -> self.compare(of) < 0),
            entry("@>", 2, (self, of) -> self.compare(of) > 0),
            entry("@=<", 2, (self, of) -> self.compare(of) <= 0),
            entry("@>=", 2, (self, of) -> self.compare(of) >= 0),
            entry("compare", 3, Builtins::compared),
            entry("is", 2, (self, of) -> self.bindings.unify(of.get(0), self.arithmetic.value(of.get(1)))),
            entry("=:=", 2, (self, of) -> self.arithmetic.compare(of.get(0), of.get(1)) == 0),
            entry("=\\=", 2, (self, of) -> self.arithmetic.compare(of.get(0), of.get(1)) != 0),
            entry("<", 2, (self, of) -> self.arithmetic.compare(of.get(0), of.get(1)) < 0),
            entry(">", 2, (self, of) -> self.arithmetic.compare(of.get(0), of.get(1)) > 0),
            entry("=<", 2, (self, of) -> self.arithmetic.compare(of.get(0), of.get(1)) <= 0),
            entry(">=", 2, (self, of) -> self.arithmetic.compare(of.get(0), of.get(1)) >= 0),
            entry("var", 1, (self, of) -> self.value(of) instanceof Term.Variable),
            entry("nonvar", 1, (self, of) -> !(self.value(of) instanceof Term.Variable)),
            entry("atom", 1, (self, of) -> self.value(of) instanceof Term.Atom),
            entry("atomic", 1, (self, of) -> self.value(of).isAtomic()),
            entry("integer", 1, (self, of) -> self.value(of) instanceof Term.Whole),
            entry("float", 1, (self, of) -> self.value(of) instanceof Term.Real),
            entry("number", 1, (self, of) -> isNumber(self.value(of))),
            entry("compound", 1, (self, of) -> self.value(of) instanceof Term.Compound),
            entry("is_list", 1, (self, of) -> self.lists.isProper(of.get(0))),
            entry("functor", 3, Builtins::functor),
            entry("arg", 3, Builtins::argument),
            entry("=..", 2, Builtins::taken),
            entry("copy_term", 2, (self, of) -> self.bindings.unify(of.get(1), self.placed(self.copy(of.get(0))))),
            entry("term_variables", 2, Builtins::variables),
            entry("length", 2, (self, of) -> self.lists.length(of.get(0), of.get(1))),
            entry("msort", 2, (self, of) -> self.lists.sorted(of.get(0), of.get(1), false)),
            entry("sort", 2, (self, of) -> self.lists.sorted(of.get(0), of.get(1), true)),
            entry("keysort", 2, (self, of) -> self.lists.sortedByKey(of.get(0), of.get(1))),
            entry("atom_length", 2, Builtins::nameLength),
            entry("atom_concat", 3, Builtins::joined));

    private final Bindings bindings;
    private final Budget budget;
    private final Order order;
    private final Arithmetic arithmetic;
    private final Lists lists;

    Builtins(Bindings bindings, Budget budget) {
        this.bindings = bindings;
        this.budget = budget;
        this.order = new Order(bindings, budget);
        this.arithmetic = new Arithmetic(bindings, budget);
        this.lists = new Lists(bindings, budget, order);
    }

    private static Map.Entry<Key, Builtin> entry(String name, int arity, Builtin builtin) {
        return Map.entry(new Key(name, arity), builtin);
    }

    boolean knows(Key key) {
        return ALL.containsKey(key);
    }

    boolean run(Key key, List<Term> arguments) {
        var builtin = ALL.get(key);
        return builtin != null && builtin.holds(this, arguments);
    }

    /** A term as it is now, apart from this query's variables. */
    Copy copy(Term term) {
        var seen = new HashMap<Term, Term>();
        var copy = bindings.rebuilt(bindings.resolved(term), variable -> {
            budget.charge();
            return seen.computeIfAbsent(variable, unseen -> new Term.Variable(seen.size()));
        });
        return new Copy(copy, seen.size());
    }

    private boolean variables(List<Term> of) {
        var seen = new LinkedHashSet<Term>();
        bindings.rebuilt(bindings.resolved(of.get(0)), variable -> {
            budget.charge();
            seen.add(variable);
            return variable;
        });
        return bindings.unify(of.get(1), Term.list(List.copyOf(seen)));
    }

    /** A copy with variables of its own. */
    Term placed(Copy copy) {
        return copy.variables() == 0 ? copy.term() : bindings.renamed(copy.term(), bindings.reserve(copy.variables()));
    }

    /** The goal of {@code call}: its first argument with the others after its own. */
    Term called(List<Term> arguments) {
        var goal = bindings.value(arguments.getFirst());
        if (arguments.size() == 1) {
            return goal;
        }
        var key = Key.of(goal);
        var all = new ArrayList<Term>(goal instanceof Term.Compound compound ? compound.arguments() : List.of());
        all.addAll(arguments.subList(1, arguments.size()));
        budget.charge(all.size());
        return new Term.Compound(key.name(), all);
    }

    long whole(Term term) {
        if (bindings.value(term) instanceof Term.Whole(var number)) {
            return number;
        }
        throw Stopped.wrong("a whole number is wanted, not " + kind(bindings.value(term)));
    }

    /** Where counting ends: {@code inf} for never. */
    long last(Term term) {
        return bindings.value(term).equals(atom("inf")) ? Long.MAX_VALUE : whole(term);
    }

    static String kind(Term term) {
        return switch (term) {
            case Term.Atom(var name) -> "the name " + Text.of(term);
            case Term.Whole(var number) -> Long.toString(number);
            case Term.Real(var number) -> Double.toString(number);
            case Term.Variable variable -> "a variable without a value";
            case Term.Compound(var name, var arguments) -> name + "/" + arguments.size();
        };
    }

    private Term value(List<Term> arguments) {
        return bindings.value(arguments.getFirst());
    }

    private static boolean isNumber(Term term) {
        return term instanceof Term.Whole || term instanceof Term.Real;
    }

    private int compare(List<Term> arguments) {
        return order.compare(arguments.get(0), arguments.get(1));
    }

    private boolean differs(List<Term> arguments) {
        var mark = bindings.mark();
        boolean unifies = bindings.unify(arguments.get(0), arguments.get(1));
        bindings.undo(mark);
        return !unifies;
    }

    private boolean compared(List<Term> arguments) {
        int sign = order.compare(arguments.get(1), arguments.get(2));
        return bindings.unify(arguments.get(0), atom(sign < 0 ? "<" : sign > 0 ? ">" : "="));
    }

    private boolean functor(List<Term> arguments) {
        return switch (value(arguments)) {
            case Term.Variable variable -> {
                long arity = whole(arguments.get(2));
                budget.charge(Math.max(0, arity));
                var name = bindings.value(arguments.get(1));
                var parts = new ArrayList<Term>();
                for (long at = 0; at < arity; at++) {
                    parts.add(bindings.fresh());
                }
                yield bindings.unify(
                        variable,
                        parts.isEmpty() ? name : new Term.Compound(Key.of(name).name(), parts));
            }
            case Term.Compound(var name, var parts) ->
                bindings.unify(arguments.get(1), atom(name))
                        && bindings.unify(arguments.get(2), Term.whole(parts.size()));
            case Term atomic ->
                bindings.unify(arguments.get(1), atomic) && bindings.unify(arguments.get(2), Term.whole(0));
        };
    }

    private boolean argument(List<Term> arguments) {
        long at = whole(arguments.get(0));
        return bindings.value(arguments.get(1)) instanceof Term.Compound(var name, var parts)
                && at >= 1
                && at <= parts.size()
                && bindings.unify(arguments.get(2), parts.get((int) at - 1));
    }

    private boolean taken(List<Term> arguments) {
        return switch (value(arguments)) {
            case Term.Variable variable -> {
                var parts = lists.elements(arguments.get(1));
                if (parts.isEmpty()) {
                    throw Stopped.wrong("=.. makes a term of a list that begins with its name");
                }
                var name = bindings.value(parts.getFirst());
                var rest = parts.subList(1, parts.size());
                yield bindings.unify(
                        variable,
                        rest.isEmpty() ? name : new Term.Compound(Key.of(name).name(), rest));
            }
            case Term.Compound(var name, var parts) -> {
                budget.charge(parts.size());
                yield bindings.unify(arguments.get(1), Term.of(Term.CONS, atom(name), Term.list(parts)));
            }
            case Term atomic -> bindings.unify(arguments.get(1), Term.list(List.of(atomic)));
        };
    }

    private String name(Term term) {
        return switch (bindings.value(term)) {
            case Term.Atom(var name) -> name;
            case Term.Whole(var number) -> Long.toString(number);
            case Term other -> throw Stopped.wrong("a name is wanted, not " + kind(other));
        };
    }

    private boolean nameLength(List<Term> arguments) {
        return bindings.unify(
                arguments.get(1), Term.whole(name(arguments.get(0)).length()));
    }

    private boolean joined(List<Term> arguments) {
        var both = name(arguments.get(0)) + name(arguments.get(1));
        budget.charge(both.length());
        if (both.length() > NAME_MAX) {
            throw Stopped.tooLong("a name of more than " + NAME_MAX + " characters");
        }
        return bindings.unify(arguments.get(2), atom(both));
    }
}
