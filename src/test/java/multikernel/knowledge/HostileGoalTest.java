package multikernel.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever is asked ends within the budget, on a thread's ordinary stack, and changes nothing. */
class HostileGoalTest {

    private static final Asking HOSTILE = Asking.of("""
        loop :- loop.
        left :- left, true.
        breed :- breed ; breed.
        deep(X) :- deep(f(X)).
        grow(X) :- grow(f(X, X)).
        tall(0, x) :- !.
        tall(N, f(T)) :- M is N - 1, tall(M, T).
        wide(0, x) :- !.
        wide(N, f(T, T)) :- M is N - 1, wide(M, T).
        nat(0).
        nat(N) :- nat(M), N is M + 1.
        endless([x|T]) :- endless(T).
        """);

    @Test
    void shouldStopWhatWouldNeverEnd() {
        for (var goal : List.of(
                "loop",
                "left",
                "breed",
                "deep(a)",
                "grow(a)",
                "endless(L)",
                "findall(X, nat(X), L)",
                "nat(N), N < 0",
                "between(1, inf, X), X < 0",
                "\\+ loop",
                "forall(nat(N), N >= 0)",
                "length(L, 100000000)",
                "functor(T, f, 2000000000)",
                "append(X, Y, Z), X == Z, Y = a",
                "G = (G1, G1), G1 = nat(X), G, X < 0",
                "numlist(1, 300000, L)",
                "permutation([1,2,3,4,5,6,7,8,9,10,11,12], P), P = [b|_]",
                "wide(60, T), wide(60, S), T = S, T == S",
                "wide(60, T), copy_term(T, S)",
                "wide(60, T)",
                "wide(60, T), msort([T, T], L)",
                "tall(200000, T), X is T")) {
            var reply = HOSTILE.ask(goal);
            assertInstanceOf(Query.Reply.TooLong.class, reply, goal + " gave " + reply.getClass());
        }
    }

    @Test
    void shouldRunDeepRecursionWithoutTheThreadsStack() {
        assertEquals(List.of("true"), HOSTILE.lines("tall(1500, _T), tall(1500, _S), _T == _S, \\+ _T = f(g)"));
        assertEquals(List.of("N = 15000"), HOSTILE.lines("findall(X, between(1, 15000, X), _L), length(_L, N)"));
    }

    @Test
    void shouldShowNoAnswerThatIsNestedTooDeep() {
        assertEquals(List.of("<too long: an answer nested deeper than 500>"), HOSTILE.lines("tall(501, T)"));
        assertEquals(1, HOSTILE.lines("tall(400, T)").size());
    }

    @Test
    void shouldReachNoFileClassOrProgram() {
        for (var goal : List.of(
                "consult('lists.pl')",
                "see('x')",
                "open('x', read, S)",
                "write(x)",
                "halt",
                "assertz(nat(-1))",
                "asserta(nat(-1))",
                "retract(nat(0))",
                "abolish(nat/1)",
                "op(700, xfx, is)",
                "read(X)",
                "shell('ls')",
                "java_object('java.lang.Runtime', [], R)",
                "pl_add_predicate(x/1, 'java.lang.Runtime')",
                "set_prolog_flag(double_quotes, codes)",
                "[lists]",
                "':-'(nat(5))")) {
            var reply = assertInstanceOf(Query.Reply.Wrong.class, HOSTILE.ask(goal), goal);
            assertTrue(reply.reason().startsWith("there is no "), reply::toString);
        }
    }

    @Test
    void shouldRefuseAGoalThatIsTooLong() {
        var reply = HOSTILE.ask("X = '" + "a".repeat(8_192) + "'");
        assertEquals(new Query.Reply.Malformed(8_193, "a goal has at most 8192 characters"), reply);
    }

    @Test
    void shouldGiveNoMoreAnswersThanTheLimit() {
        var reply = Query.ask(HOSTILE.base(), "between(1, inf, X)", Integer.MAX_VALUE, Asking.LIMITS);
        var answers = assertInstanceOf(Query.Reply.Answers.class, reply);
        assertEquals(1_000, answers.answers().size());
        assertTrue(answers.hasMore());
    }
}
