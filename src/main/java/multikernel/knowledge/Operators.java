package multikernel.knowledge;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operators of the language, and how strongly they bind: the lower, the stronger. */
final class Operators {

    /** The weakest that an argument or an element of a list may be without parentheses. */
    static final int ARGUMENT = 999;

    static final int WEAKEST = 1200;

    /**
     * @param left the weakest that may stand before it
     * @param right the weakest that may stand after it
     */
    record Infix(int strength, int left, int right) {}

    private static final Map<String, Infix> INFIX = Map.ofEntries(
            Map.entry(":-", new Infix(1200, 1199, 1199)),
            Map.entry(";", new Infix(1100, 1099, 1100)),
            Map.entry("->", new Infix(1050, 1049, 1050)),
            Map.entry(",", new Infix(1000, 999, 1000)),
            comparison("="),
            comparison("\\="),
            comparison("=="),
            comparison("\\=="),
            comparison("@<"),
            comparison("@>"),
            comparison("@=<"),
            comparison("@>="),
            comparison("=:="),
            comparison("=\\="),
            comparison("<"),
            comparison(">"),
            comparison("=<"),
            comparison(">="),
            comparison("is"),
            comparison("=.."),
            Map.entry("+", new Infix(500, 500, 499)),
            Map.entry("-", new Infix(500, 500, 499)),
            Map.entry("*", new Infix(400, 400, 399)),
            Map.entry("/", new Infix(400, 400, 399)),
            Map.entry("//", new Infix(400, 400, 399)),
            Map.entry("mod", new Infix(400, 400, 399)),
            Map.entry("rem", new Infix(400, 400, 399)),
            Map.entry("^", new Infix(200, 199, 200)));

    private static final Map<String, Integer> PREFIX = Map.of("\\+", 900, "-", 200, "+", 200);

    private Operators() {}

    static @Nullable Infix infix(String name) {
        return INFIX.get(name);
    }

    static @Nullable Integer prefix(String name) {
        return PREFIX.get(name);
    }

    private static Map.Entry<String, Infix> comparison(String name) {
        return Map.entry(name, new Infix(700, 699, 699));
    }
}
