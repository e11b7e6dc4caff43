package multikernel.knowledge;

import java.util.stream.Collectors;

/** Terms as a person reads them, and as the parser takes them back. */
public final class Text {

    private static final String SIGNS = "+-*/\\^<>=~:.?@#&$";

    private Text() {}

    /** @param term of an answer: nested no deeper than {@link Limits#ANSWER_NESTING_MAX}, but for lists */
    public static String of(Term term) {
        return switch (term) {
            case Term.Atom(var name) -> quoted(name);
            case Term.Whole(var value) -> Long.toString(value);
            case Term.Real(var value) -> Double.toString(value);
            case Term.Variable(var number) -> "_" + number;
            case Term.Compound compound when compound.is(Term.CONS, 2) -> list(compound);
            case Term.Compound compound
            when isInfix(compound) ->
                operand(compound.argument(0)) + spaced(compound.name()) + operand(compound.argument(1));
            case Term.Compound(var name, var arguments) ->
                quoted(name) + arguments.stream().map(Text::argument).collect(Collectors.joining(",", "(", ")"));
        };
    }

    private static boolean isInfix(Term.Compound compound) {
        return compound.arguments().size() == 2 && Operators.infix(compound.name()) != null;
    }

    private static String spaced(String name) {
        return Character.isLetter(name.charAt(0)) ? " " + name + " " : name;
    }

    /** What begins with a sign would run into the operator before it. */
    private static String operand(Term term) {
        var text = of(term);
        boolean isSimple = !(term instanceof Term.Compound compound && isInfix(compound))
                && SIGNS.indexOf(text.charAt(0)) < 0
                && !isOperator(term);
        return isSimple ? text : "(" + text + ")";
    }

    private static boolean isOperator(Term term) {
        return term instanceof Term.Atom(var name) && (Operators.infix(name) != null || Operators.prefix(name) != null);
    }

    private static String argument(Term term) {
        boolean isWeak = term instanceof Term.Compound compound
                && compound.arguments().size() == 2
                && Operators.infix(compound.name()) instanceof Operators.Infix infix
                && infix.strength() > Operators.ARGUMENT;
        return isWeak || isOperator(term) ? "(" + of(term) + ")" : of(term);
    }

    private static String list(Term.Compound first) {
        var text = new StringBuilder("[").append(argument(first.argument(0)));
        var rest = first.argument(1);
        while (rest instanceof Term.Compound next && next.is(Term.CONS, 2)) {
            text.append(',').append(argument(next.argument(0)));
            rest = next.argument(1);
        }
        if (!rest.equals(Term.NIL)) {
            text.append('|').append(argument(rest));
        }
        return text.append(']').toString();
    }

    private static String quoted(String name) {
        if (name.matches("[a-z][A-Za-z0-9_]*|[-+*/\\\\^<>=~:.?@#&$]+|\\[\\]|!|;")) {
            return name;
        }
        var text = new StringBuilder("'");
        for (int at = 0; at < name.length(); at++) {
            switch (name.charAt(at)) {
                case '\'' -> text.append("\\'");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> text.append(name.charAt(at));
            }
        }
        return text.append('\'').toString();
    }

    static char visible(char each) {
        return Character.isISOControl(each) ? '?' : each;
    }
}
