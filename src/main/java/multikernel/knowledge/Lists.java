package multikernel.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The built-in predicates over lists. */
final class Lists {

    private final Bindings bindings;
    private final Budget budget;
    private final Order order;

    Lists(Bindings bindings, Budget budget, Order order) {
        this.bindings = bindings;
        this.budget = budget;
        this.order = order;
    }

    boolean isProper(Term list) {
        return end(list, new ArrayList<>()).equals(Term.NIL);
    }

    List<Term> elements(Term list) {
        var elements = new ArrayList<Term>();
        var end = end(list, elements);
        if (!end.equals(Term.NIL)) {
            throw Stopped.wrong("a list is wanted, and this ends in " + Builtins.kind(end));
        }
        return elements;
    }

    private Term end(Term list, List<Term> elements) {
        var rest = bindings.value(list);
        while (rest instanceof Term.Compound cell && cell.is(Term.CONS, 2)) {
            budget.charge();
            elements.add(cell.argument(0));
            rest = bindings.value(cell.argument(1));
        }
        return rest;
    }

    /** Of a list that is open at its end, the length makes one that is not. */
    boolean length(Term list, Term length) {
        var elements = new ArrayList<Term>();
        var end = end(list, elements);
        if (end.equals(Term.NIL)) {
            return bindings.unify(length, Term.whole(elements.size()));
        }
        if (!(end instanceof Term.Variable)) {
            return false;
        }
        if (!(bindings.value(length) instanceof Term.Whole(var wanted))) {
            throw Stopped.wrong("length/2 knows neither the list nor its length");
        }
        if (wanted < elements.size()) {
            return false;
        }
        budget.charge(wanted);
        var more = new ArrayList<Term>();
        for (long at = elements.size(); at < wanted; at++) {
            more.add(bindings.fresh());
        }
        return bindings.unify(end, Term.list(more));
    }

    boolean sorted(Term list, Term into, boolean once) {
        var elements = elements(list);
        elements.sort(order::compare);
        if (once) {
            var distinct = new ArrayList<Term>();
            for (var each : elements) {
                if (distinct.isEmpty() || order.compare(distinct.getLast(), each) != 0) {
                    distinct.add(each);
                }
            }
            elements = distinct;
        }
        return bindings.unify(into, Term.list(elements));
    }

    /** Those of one key stay in their order. */
    boolean sortedByKey(Term list, Term into) {
        var elements = new ArrayList<>(elements(list));
        elements.sort(Comparator.comparing(this::key, order::compare));
        return bindings.unify(into, Term.list(elements));
    }

    private Term key(Term pair) {
        if (bindings.value(pair) instanceof Term.Compound compound && compound.is("-", 2)) {
            return compound.argument(0);
        }
        throw Stopped.wrong("keysort/2 sorts pairs of Key-Value");
    }
}
