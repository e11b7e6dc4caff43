package multikernel.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParserTest {

    @Test
    void shouldBindOperatorsByTheirStrength() throws MalformedGoal {
        assertEquals(parsed("=(X, +(1, *(2, 3)))"), parsed("X = 1 + 2 * 3"));
        assertEquals(parsed("-(-(1, 2), 3)"), parsed("1 - 2 - 3"));
        assertEquals(parsed("','(a, ','(b, c))"), parsed("a, b, c"));
        assertEquals(parsed("';'('->'(a, b), c)"), parsed("a -> b ; c"));
        assertEquals(parsed("[1, 2 | T]"), parsed("'.'(1, '.'(2, T))"));
        assertEquals(parsed("\\+(','(a, b)), -1, 'it''s', \"x y\""), parsed("\\+ (a, b), -1, 'it\\'s', 'x y'"));
    }

    @Test
    void shouldSayWhereAGoalGoesWrong() {
        assertEquals("5: a term is missing before the end", refused("f(a,"));
        assertEquals("4: ')' is missing before the end", refused("f(a"));
        assertEquals("5: the goal ends before 'b'", refused("a   b"));
        assertEquals("1: the quote that opens here is not closed", refused("'abc"));
        assertEquals("5: the character '{' begins nothing", refused("X = {a}"));
        assertEquals("1: a term is missing before ')'", refused(")"));
        assertEquals("5: a whole number has 64 bits", refused("X = 9999999999999999999"));
        assertEquals("1: a term is missing before the end", refused(""));
        assertEquals("2: a number ends before a letter", refused("1a"));
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeepWhereItIs() {
        assertEquals("401: nested deeper than 400", refused("(".repeat(5_000)));
        assertEquals("401: nested deeper than 400", refused("[".repeat(5_000)));
        assertEquals("801: nested deeper than 400", refused("- ".repeat(4_000)));
    }

    @Test
    void shouldReadBackWhatItShows() throws MalformedGoal {
        var random = new SplittableRandom(12);
        for (int round = 0; round < 3_000; round++) {
            var term = term(random, 4);
            assertEquals(term, parsed(Text.of(term)), Text.of(term));
        }
    }

    @Test
    void shouldEndEveryTextInATermOrAPlace() {
        var random = new SplittableRandom(13);
        var pieces = List.of(
                "a", "X", "(", ")", "[", "]", "|", ",", ".", " ", "'", "\\", "+", "-", "is", "1", "\"", "%", "\n", "{",
                "\u00e4", "\u0000", "0.5", ":-");
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int at = random.nextInt(14); at >= 0; at--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                Parser.goal(text.toString());
            } catch (MalformedGoal malformed) {
                assertEquals(
                        malformed.position(), Math.clamp(malformed.position(), 1, text.length() + 1), text.toString());
            }
        }
    }

    private static Term term(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> Term.whole(random.nextInt(-9, 10));
            case 1 -> new Term.Real(random.nextInt(-9, 10) + 0.25);
            case 2 ->
                Term.atom(List.of("a", "is", "+", "\\+", "A b", "[]", "it's", "", "-", "x_1")
                        .get(random.nextInt(10)));
            case 3 ->
                Term.atom(List.of("b", "mod", "->", "B", "\n", "\\", "!", ";", ",", "|")
                        .get(random.nextInt(10)));
            case 4 -> Term.list(terms(random, depth, 1 + random.nextInt(3)));
            case 5 -> {
                var name = List.of("+", "-", "is", "=", ",", ";", "->", "^", "mod", ":-", "*")
                        .get(random.nextInt(11));
                yield new Term.Compound(name, terms(random, depth, 2));
            }
            default ->
                new Term.Compound(
                        List.of("f", "-", "\\+", "G h").get(random.nextInt(4)),
                        terms(random, depth, 1 + random.nextInt(3)));
        };
    }

    private static List<Term> terms(SplittableRandom random, int depth, int count) {
        var terms = new ArrayList<Term>();
        for (int at = 0; at < count; at++) {
            terms.add(term(random, depth - 1));
        }
        return terms;
    }

    private static Term parsed(String text) throws MalformedGoal {
        return Parser.goal(text).term();
    }

    private static String refused(String text) {
        var malformed = assertThrows(MalformedGoal.class, () -> Parser.goal(text), text);
        return malformed.position() + ": " + malformed.reason();
    }
}
