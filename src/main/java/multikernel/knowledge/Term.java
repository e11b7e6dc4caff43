package multikernel.knowledge;

import java.util.ArrayList;
import java.util.List;

/** What facts, goals and answers are made of; immutable. */
public sealed interface Term {

    record Atom(String name) implements Term {}

    record Whole(long value) implements Term {}

    record Real(double value) implements Term {}

    /** @param number names it within one query, or within one clause of a program */
    record Variable(int number) implements Term {}

    /** @param arguments at least one */
    record Compound(String name, List<Term> arguments) implements Term {
        public Compound {
            arguments = List.copyOf(arguments);
        }

        Term argument(int at) {
            return arguments.get(at);
        }

        boolean is(String functor, int arity) {
            return arguments.size() == arity && name.equals(functor);
        }
    }

    Atom NIL = new Atom("[]");
    Atom TRUE = new Atom("true");
    String CONS = ".";

    static Term atom(String name) {
        return new Atom(name);
    }

    static Term whole(long value) {
        return new Whole(value);
    }

    static Term of(String name, Term... arguments) {
        return arguments.length == 0 ? new Atom(name) : new Compound(name, List.of(arguments));
    }

    static Term list(List<? extends Term> elements) {
        return list(elements, NIL);
    }

    static Term list(List<? extends Term> elements, Term tail) {
        Term list = tail;
        for (int at = elements.size() - 1; at >= 0; at--) {
            list = of(CONS, elements.get(at), list);
        }
        return list;
    }

    /** Of a list; of anything else, and behind the end of a list that is open, none. */
    default List<Term> elements() {
        var elements = new ArrayList<Term>();
        var rest = this;
        while (rest instanceof Compound cell && cell.is(CONS, 2)) {
            elements.add(cell.argument(0));
            rest = cell.argument(1);
        }
        return elements;
    }

    /** Atoms and numbers are equal if they are the same value, so that they can be looked up by. */
    default boolean isAtomic() {
        return !(this instanceof Variable || this instanceof Compound);
    }
}
