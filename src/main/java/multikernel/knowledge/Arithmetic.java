package multikernel.knowledge;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** The value of an expression: whole as long as all of it is, and never wrapped around. */
final class Arithmetic {

    /** An expression that is nested deeper is refused; each level takes some of the thread's stack. */
    private static final int NESTING_MAX = 500;

    private final Bindings bindings;
    private final Budget budget;

    Arithmetic(Bindings bindings, Budget budget) {
        this.bindings = bindings;
        this.budget = budget;
    }

    /** A {@link Term.Whole} or a {@link Term.Real}. */
    Term value(Term expression) {
        try {
            return value(expression, 0);
        } catch (ArithmeticException overflow) {
            throw tooLarge();
        }
    }

    int compare(Term left, Term right) {
        return compareNumbers(value(left), value(right));
    }

    static int compareNumbers(Term left, Term right) {
        return left instanceof Term.Whole(var one) && right instanceof Term.Whole(var other)
                ? Long.compare(one, other)
                : Double.compare(real(left), real(right));
    }

    private Term value(Term expression, int nesting) {
        budget.charge();
        if (nesting > NESTING_MAX) {
            throw Stopped.tooLong("an expression nested deeper than " + NESTING_MAX);
        }
        return switch (bindings.value(expression)) {
            case Term.Whole whole -> whole;
            case Term.Real real -> real;
            case Term.Compound compound
            when compound.arguments().size() == 1 -> unary(compound.name(), value(compound.argument(0), nesting + 1));
            case Term.Compound compound
            when compound.arguments().size() == 2 ->
                binary(
                        compound.name(),
                        value(compound.argument(0), nesting + 1),
                        value(compound.argument(1), nesting + 1));
            case Term other -> throw Stopped.wrong("arithmetic does not know " + Builtins.kind(other));
        };
    }

    private static Term unary(String name, Term of) {
        return switch (name) {
            case "-" -> binary("-", Term.whole(0), of);
            case "+" -> of;
            case "abs" -> compareNumbers(of, Term.whole(0)) < 0 ? binary("-", Term.whole(0), of) : of;
            case "float" -> new Term.Real(real(of));
            case "round" -> Term.whole(toWhole(Math.rint(real(of))));
            case "truncate" -> Term.whole(toWhole(real(of)));
            case "floor" -> Term.whole(toWhole(Math.floor(real(of))));
            case "ceiling" -> Term.whole(toWhole(Math.ceil(real(of))));
            case "sqrt" -> finite(Math.sqrt(real(of)));
            case "log" -> finite(Math.log(real(of)));
            default -> throw Stopped.wrong("arithmetic does not know " + name + "/1");
        };
    }

    private static Term binary(String name, Term left, Term right) {
        return switch (name) {
            case "+" -> either(left, right, Math::addExact, Double::sum);
            case "-" -> either(left, right, Math::subtractExact, (one, other) -> one - other);
            case "*" -> either(left, right, Math::multiplyExact, (one, other) -> one * other);
            case "/" -> quotient(left, right);
            case "//" -> Term.whole(Math.divideExact(whole(left), divisor(whole(right))));
            case "mod" -> Term.whole(Math.floorMod(whole(left), divisor(whole(right))));
            case "rem" -> Term.whole(whole(left) % divisor(whole(right)));
            case "min" -> compareNumbers(left, right) <= 0 ? left : right;
            case "max" -> compareNumbers(left, right) >= 0 ? left : right;
            default -> throw Stopped.wrong("arithmetic does not know " + name + "/2");
        };
    }

    /** Whole where it comes out even. */
    private static Term quotient(Term left, Term right) {
        if (left instanceof Term.Whole(var one)
                && right instanceof Term.Whole(var other)
                && one % divisor(other) == 0) {
            return Term.whole(Math.divideExact(one, other));
        }
        return finite(real(left) / real(right));
    }

    private static Term either(Term left, Term right, LongBinaryOperator wholes, DoubleBinaryOperator reals) {
        return left instanceof Term.Whole(var one) && right instanceof Term.Whole(var other)
                ? Term.whole(wholes.applyAsLong(one, other))
                : finite(reals.applyAsDouble(real(left), real(right)));
    }

    private static Term finite(double value) {
        if (!Double.isFinite(value)) {
            throw Stopped.wrong("the calculation gives no number");
        }
        return new Term.Real(value);
    }

    private static long whole(Term number) {
        if (number instanceof Term.Whole(var value)) {
            return value;
        }
        throw Stopped.wrong("a whole number is wanted, not " + Builtins.kind(number));
    }

    private static long toWhole(double value) {
        if (Math.abs(value) >= 0x1p63) {
            throw tooLarge();
        }
        return (long) value;
    }

    private static Stopped tooLarge() {
        return Stopped.wrong("the calculation gives more than a whole number holds, which has 64 bits");
    }

    private static long divisor(long value) {
        if (value == 0) {
            throw Stopped.wrong("a division by zero");
        }
        return value;
    }

    private static double real(Term number) {
        return switch (number) {
            case Term.Whole(var value) -> value;
            case Term.Real(var value) -> value;
            case Term other -> throw Stopped.wrong("a number is wanted, not " + Builtins.kind(other));
        };
    }
}
