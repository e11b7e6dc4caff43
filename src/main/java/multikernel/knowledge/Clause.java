package multikernel.knowledge;

/**
 * What holds, and if what does.
 *
 * @param body {@code true} for a fact
 * @param variables numbered from 0 below this
 */
record Clause(Term head, Term body, int variables) {

    static Clause fact(Term head) {
        return new Clause(head, Term.TRUE, 0);
    }

    static Clause of(Term term, int variables, int position) throws MalformedGoal {
        var clause = term instanceof Term.Compound rule && rule.is(":-", 2)
                ? new Clause(rule.argument(0), rule.argument(1), variables)
                : new Clause(term, Term.TRUE, variables);
        if (!(clause.head instanceof Term.Atom || clause.head instanceof Term.Compound)) {
            throw new MalformedGoal(position, "a clause says something of a name, not of a number or a variable");
        }
        return clause;
    }

    Key key() {
        return Key.of(head);
    }
}
