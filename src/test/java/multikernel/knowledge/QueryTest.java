package multikernel.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueryTest {

    private static final Asking FAMILY = Asking.of("""
        parent(ann, bob). parent(ann, cy). parent(bob, dan).
        elder(X, Y) :- parent(X, Y).
        elder(X, Z) :- parent(X, Y), elder(Y, Z).
        first(X) :- parent(X, _), !.
        sort_of(X, Sort) :- ( X < 0 -> Sort = minus ; X =:= 0 -> Sort = zero ; Sort = plus ).
        """);

    @Test
    void shouldFindEveryAnswerInTheOrderOfTheClauses() {
        assertEquals(List.of("X = bob", "X = cy", "X = dan"), FAMILY.lines("elder(ann, X)"));
        assertEquals(List.of("true"), FAMILY.lines("elder(ann, dan)."));
        assertEquals(List.of(), FAMILY.lines("elder(dan, _)"));
        assertEquals(List.of("X = ann"), FAMILY.lines("first(X)"));
    }

    @Test
    void shouldCutChooseAndNegate() {
        assertEquals(List.of("S = minus"), FAMILY.lines("sort_of(-3, S)"));
        assertEquals(List.of("S = zero"), FAMILY.lines("sort_of(0, S)"));
        assertEquals(List.of("S = plus"), FAMILY.lines("sort_of(1, S)"));
        assertEquals(List.of("X = cy", "X = dan"), FAMILY.lines("elder(ann, X), \\+ parent(X, _)"));
        assertEquals(List.of("X = 1", "X = 2"), FAMILY.lines("(X = 1 ; X = 2)"));
        assertEquals(List.of("X = 1"), FAMILY.lines("member(X, [1, 2, 3]), !"));
        assertEquals(List.of("X = 1, Y = a", "X = 1, Y = b"), FAMILY.lines("once(member(X, [1,2])), member(Y, [a,b])"));
        assertEquals(List.of("X = 2"), FAMILY.lines("call((member(X, [1, 2]), X > 1))"));
        assertEquals(List.of("true"), FAMILY.lines("forall(parent(ann, X), \\+ X = ann)"));
    }

    @Test
    void shouldCalculate() {
        assertEquals(List.of("X = 7"), FAMILY.lines("X is 1 + 2 * 3"));
        assertEquals(List.of("X = 2.5"), FAMILY.lines("X is 5 / 2"));
        assertEquals(List.of("X = -2"), FAMILY.lines("X is 2 - 7 + 3"));
        assertEquals(List.of("X = 1"), FAMILY.lines("X is -7 mod 4"));
        assertEquals(List.of("X = 3"), FAMILY.lines("X is max(1, min(3, 9)), X >= 3, X =\\= 4"));
        assertEquals(
                List.of("<the calculation gives more than a whole number holds, which has 64 bits>"),
                FAMILY.lines("X is 9223372036854775807 + 1"));
        for (var by : List.of("/", "//", "mod", "rem")) {
            assertEquals(List.of("<a division by zero>"), FAMILY.lines("X is 1 " + by + " 0"));
        }
        assertEquals(List.of("<arithmetic does not know a variable without a value>"), FAMILY.lines("X is Y + 1"));
        assertEquals(List.of("<arithmetic does not know the name foo>"), FAMILY.lines("X is foo"));
    }

    @Test
    void shouldCollectSortAndCount() {
        assertEquals(List.of("L = [bob,cy]"), FAMILY.lines("findall(X, parent(ann, X), L)"));
        assertEquals(List.of("L = []"), FAMILY.lines("findall(X, parent(cy, X), L)"));
        assertEquals(List.of("S = [ann,bob]"), FAMILY.lines("setof(X, Y^parent(X, Y), S)"));
        assertEquals(List.of("N = 3"), FAMILY.lines("aggregate_all(count, parent(_, _), N)"));
        assertEquals(List.of("S = [1,2,b,f(a)]"), FAMILY.lines("msort([f(a), b, 2, 1], S)"));
        assertEquals(List.of("P = [1-b,1-a,2-c]"), FAMILY.lines("keysort([2-c, 1-b, 1-a], P)"));
        assertEquals(List.of("N = 3, M = 6"), FAMILY.lines("length([a,b,c], N), sum_list([1,2,3], M)"));
        assertEquals(List.of("L = [x,x]"), FAMILY.lines("length(L, 2), maplist(=(x), L)"));
        assertEquals(List.of("X = 2", "X = 3"), FAMILY.lines("between(1, 3, X), X > 1"));
        assertEquals(List.of("A = [], B = [1]", "A = [1], B = []"), FAMILY.lines("append(A, B, [1])"));
    }

    @Test
    void shouldCollectForEachValueOfWhatTheTemplateDoesNotName() {
        assertEquals(List.of("P = ann, S = [bob,cy]", "P = bob, S = [dan]"), FAMILY.lines("setof(C, parent(P, C), S)"));
        assertEquals(List.of("S = [bob,cy]"), FAMILY.lines("bagof(C, parent(ann, C), S)"));
        assertEquals(List.of("S = [ann-bob,ann-cy,bob-dan]"), FAMILY.lines("setof(P-C, parent(P, C), S)"));
        assertEquals(List.of("P = bob, S = [dan]"), FAMILY.lines("P = bob, setof(C, parent(P, C), S)"));
        assertEquals(
                List.of("K = a, L = [1,3]", "K = b, L = [2]"), FAMILY.lines("bagof(N, member(K-N, [b-2,a-1,a-3]), L)"));
        assertEquals(List.of("L = [2,1,3]"), FAMILY.lines("bagof(N, K^member(K-N, [b-2,a-1,a-3]), L)"));
        assertEquals(List.of(), FAMILY.lines("bagof(C, parent(cy, C), S)"));
        assertEquals(List.of("L = [_0,_1,_2]"), FAMILY.lines("term_variables(f(A, g(B, A), C, d), L)"));
    }

    @Test
    void shouldTakeTermsApartAndPutThemTogether() {
        assertEquals(List.of("N = f, A = 2, X = b"), FAMILY.lines("functor(f(a, b), N, A), arg(2, f(a, b), X)"));
        assertEquals(List.of("T = f(1,2)"), FAMILY.lines("T =.. [f, 1, 2]"));
        assertEquals(List.of("L = [point,1]"), FAMILY.lines("point(1) =.. L"));
        assertEquals(List.of("true"), FAMILY.lines("copy_term(f(X, Y, X), f(A, B, C)), A == C, A \\== B"));
        assertEquals(List.of(), FAMILY.lines("X = f(X)"));
        assertEquals(List.of(), Asking.of("p(f(Y), Y). q(Y, f(Y)).").lines("(p(A, A) ; q(A, A))"));
    }

    @Test
    void shouldNameWhatIsNotThere() {
        assertEquals(List.of("<there is no grandparent/2>"), FAMILY.lines("grandparent(ann, X)"));
        assertEquals(List.of("<there is no parent/3; there is parent/2>"), FAMILY.lines("parent(ann, X, Y)"));
        assertEquals(List.of("<a goal is not known yet when it is called>"), FAMILY.lines("call(X)"));
    }

    @Test
    void shouldSayWhetherThereMayBeMoreThanWasAskedFor() {
        var two = assertInstanceOf(
                Query.Reply.Answers.class, Query.ask(FAMILY.base(), "elder(ann, X)", 2, Asking.LIMITS));
        assertEquals(2, two.answers().size());
        assertTrue(two.hasMore());
        var all = assertInstanceOf(Query.Reply.Answers.class, FAMILY.ask("elder(ann, X)"));
        assertTrue(!all.hasMore());
    }

    @Test
    void shouldFindFactsByTheirFirstArgumentWithoutLookingAtTheOthers() {
        var facts = IntStream.range(0, 10_000)
                .mapToObj(at -> Term.of("rtt", Term.whole(at), Term.whole(2L * at)))
                .toList();
        var many = new Asking(KnowledgeBase.empty().withFacts(facts), Asking.LIMITS);
        var reply = assertInstanceOf(Query.Reply.Answers.class, many.ask("rtt(9999, X)"));
        assertEquals("X = 19998", Asking.line(reply.answers().getFirst()));
        assertTrue(reply.steps() < 20, reply::toString);
    }

    @Test
    void shouldWalkDownAListInStepsThatGrowWithItsLength() {
        var few = assertInstanceOf(Query.Reply.Answers.class, FAMILY.ask("numlist(1, 500, L), last(L, 500)"));
        var many = assertInstanceOf(Query.Reply.Answers.class, FAMILY.ask("numlist(1, 2000, L), last(L, 2000)"));
        assertTrue(many.steps() < 5 * few.steps(), few.steps() + " and " + many.steps());
    }

    @Test
    void shouldTakeWhatChangesOnceInAQueryAndAnewInTheNext() {
        var looks = new ArrayList<Integer>();
        var base = KnowledgeBase.empty().withLive("load", 1, () -> {
            looks.add(looks.size());
            return List.of(Term.of("load", Term.whole(looks.size())));
        });
        var asking = new Asking(base, Asking.LIMITS);
        assertEquals(List.of("X = 1, Y = 1"), asking.lines("load(X), load(Y)"));
        assertEquals(List.of("X = 2"), asking.lines("load(X)"));
    }

    @Test
    void shouldAnswerTheSameInSlicesOfAnyLength() throws MalformedGoal {
        var goal = "findall(X-Y, (append(X, Y, [1,2,3,4,5]), \\+ X = [1]), L), length(L, N)";
        var whole = FAMILY.lines(goal);
        for (int slice : new int[] {1, 2, 7, 50}) {
            var query = Query.of(FAMILY.base(), goal, 10, Asking.LIMITS);
            Optional<Query.Reply> reply = Optional.empty();
            while (reply.isEmpty()) {
                reply = query.run(slice);
            }
            var answers = assertInstanceOf(Query.Reply.Answers.class, reply.get());
            assertEquals(whole, answers.answers().stream().map(Asking::line).toList());
        }
    }
}
