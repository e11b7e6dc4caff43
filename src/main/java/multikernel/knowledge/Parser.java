package multikernel.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import multikernel.knowledge.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Reads goals and programs by the strength of operators. */
public final class Parser {

    /** What is nested deeper is refused; each level takes some of the thread's stack. */
    static final int NESTING_MAX = 400;

    /** A goal's term, and what its author called its variables. */
    public record Goal(Term term, List<String> variables) {
        public Goal {
            variables = List.copyOf(variables);
        }
    }

    private final Lexer lexer;
    private final Map<String, Integer> variables = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private Token token;
    private int nesting;

    /** Of the term that was read last. */
    private int lastStrength;

    private Parser(String text) throws MalformedGoal {
        lexer = new Lexer(text);
        token = lexer.next();
    }

    /** One goal, with or without a full stop. */
    public static Goal goal(String text) throws MalformedGoal {
        var parser = new Parser(text);
        var term = parser.term(Operators.WEAKEST);
        if (parser.token.kind() == Kind.STOP) {
            parser.advance();
        }
        if (parser.token.kind() != Kind.END) {
            throw parser.unexpected("the goal ends before");
        }
        return new Goal(term, parser.names);
    }

    /** Clauses, each with a full stop. */
    static List<Clause> program(String text) throws MalformedGoal {
        var parser = new Parser(text);
        var clauses = new ArrayList<Clause>();
        while (parser.token.kind() != Kind.END) {
            parser.variables.clear();
            parser.names.clear();
            int position = parser.token.position();
            var term = parser.term(Operators.WEAKEST);
            if (parser.token.kind() != Kind.STOP) {
                throw parser.unexpected("a clause ends with a full stop, not with");
            }
            clauses.add(Clause.of(term, parser.names.size(), position));
            parser.advance();
        }
        return clauses;
    }

    private Term term(int weakest) throws MalformedGoal {
        if (++nesting > NESTING_MAX) {
            throw new MalformedGoal(token.position(), "nested deeper than " + NESTING_MAX);
        }
        var term = operand(weakest);
        int strength = lastStrength;
        for (var infix = infix(); infix != null; infix = infix()) {
            if (infix.strength() > weakest || strength > infix.left()) {
                break;
            }
            var name = token.text();
            advance();
            var right = term(infix.right());
            term = Term.of(name, term, right);
            strength = infix.strength();
        }
        nesting--;
        lastStrength = strength;
        return term;
    }

    private Operators.@Nullable Infix infix() {
        return token.kind() == Kind.NAME || token.is(",") ? Operators.infix(token.text()) : null;
    }

    private Term operand(int weakest) throws MalformedGoal {
        var first = token;
        advance();
        lastStrength = 0;
        return switch (first.kind()) {
            case WHOLE -> whole(first, "");
            case REAL -> new Term.Real(Double.parseDouble(first.text()));
            case VARIABLE -> variable(first.text());
            case QUOTED -> named(first);
            case NAME -> name(first, weakest);
            case PUNCTUATION -> group(first);
            case STOP, END -> throw new MalformedGoal(first.position(), "a term is missing before " + first.shown());
        };
    }

    private Term name(Token first, int weakest) throws MalformedGoal {
        var strength = Operators.prefix(first.text());
        if (strength == null || first.touches()) {
            return Operators.infix(first.text()) == null || first.touches() ? named(first) : operatorAsAtom(first);
        }
        if (first.text().equals("-") && (token.kind() == Kind.WHOLE || token.kind() == Kind.REAL)) {
            var number = token;
            advance();
            return number.kind() == Kind.WHOLE ? whole(number, "-") : new Term.Real(-Double.parseDouble(number.text()));
        }
        if (endsTerm()) {
            return Term.atom(first.text());
        }
        if (strength > weakest) {
            throw new MalformedGoal(first.position(), first.shown() + " needs parentheses here");
        }
        var argument = term(strength);
        lastStrength = strength;
        return Term.of(first.text(), argument);
    }

    private Term operatorAsAtom(Token first) throws MalformedGoal {
        if (!endsTerm()) {
            throw new MalformedGoal(first.position(), "a term is missing before " + first.shown());
        }
        return Term.atom(first.text());
    }

    private boolean endsTerm() {
        return token.kind() == Kind.END
                || token.kind() == Kind.STOP
                || token.is(")")
                || token.is("]")
                || token.is(",")
                || token.is("|");
    }

    private Term named(Token first) throws MalformedGoal {
        if (!first.touches()) {
            return Term.atom(first.text());
        }
        advance();
        var arguments = new ArrayList<Term>();
        do {
            arguments.add(term(Operators.ARGUMENT));
        } while (takes(","));
        expect(")");
        lastStrength = 0;
        return new Term.Compound(first.text(), arguments);
    }

    private Term group(Token first) throws MalformedGoal {
        if (first.is("(")) {
            var inner = term(Operators.WEAKEST);
            expect(")");
            lastStrength = 0;
            return inner;
        }
        if (first.is("[")) {
            return list();
        }
        throw new MalformedGoal(first.position(), "a term is missing before " + first.shown());
    }

    private Term list() throws MalformedGoal {
        if (takes("]")) {
            return Term.NIL;
        }
        var elements = new ArrayList<Term>();
        do {
            elements.add(term(Operators.ARGUMENT));
        } while (takes(","));
        var tail = takes("|") ? term(Operators.ARGUMENT) : Term.NIL;
        expect("]");
        lastStrength = 0;
        return Term.list(elements, tail);
    }

    private Term variable(String name) {
        if (name.equals("_")) {
            names.add(name);
            return new Term.Variable(names.size() - 1);
        }
        return new Term.Variable(variables.computeIfAbsent(name, unseen -> {
            names.add(unseen);
            return names.size() - 1;
        }));
    }

    private static Term whole(Token digits, String sign) throws MalformedGoal {
        try {
            return Term.whole(Long.parseLong(sign + digits.text()));
        } catch (NumberFormatException large) {
            throw new MalformedGoal(digits.position(), "a whole number has 64 bits");
        }
    }

    private boolean takes(String punctuation) throws MalformedGoal {
        boolean here = token.is(punctuation);
        if (here) {
            advance();
        }
        return here;
    }

    private void expect(String punctuation) throws MalformedGoal {
        if (!takes(punctuation)) {
            throw unexpected("'" + punctuation + "' is missing before");
        }
    }

    private MalformedGoal unexpected(String what) {
        return new MalformedGoal(token.position(), what + " " + token.shown());
    }

    private void advance() throws MalformedGoal {
        token = lexer.next();
    }
}
