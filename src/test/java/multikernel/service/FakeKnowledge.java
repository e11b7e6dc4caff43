package multikernel.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.domain.KnowledgeDesk;
import multikernel.knowledge.KnowledgeBase;
import multikernel.knowledge.Limits;
import multikernel.knowledge.MalformedGoal;
import multikernel.knowledge.Query;

/** The knowledge of a kernel of two cores, of which the second is offline; it runs queries at once. */
public final class FakeKnowledge implements KnowledgeDesk {

    public static final int STEPS_MAX = 10_000;

    /** More characters than an address has room for by Akka's own limit. */
    static final int GOAL_MAX = 8_192;

    private static final String PROGRAM = """
        core(0, online). core(1, offline). loop :- loop.
        shape([1, [two, f(X)], 'a b', 0.5]).
        """;

    /** Instead of running it: what the knowledge base says to any query. */
    public volatile Optional<Query.Reply> instead = Optional.empty();

    @Override
    public CompletionStage<Query.Reply> query(String goal, int answersMax) {
        try {
            var base = KnowledgeBase.empty().with(PROGRAM);
            return CompletableFuture.completedStage(instead.orElseGet(
                    () -> Query.ask(base, goal, answersMax, new Limits(STEPS_MAX, 1_000, 100, GOAL_MAX))));
        } catch (MalformedGoal malformed) {
            return CompletableFuture.failedStage(malformed);
        }
    }

    @Override
    public Optional<TreeReading> tree(OptionalInt root) {
        var edges = List.of(
                new Edge(CoreId.of(0), CoreId.of(2), 900),
                new Edge(CoreId.of(0), CoreId.of(1), 300),
                new Edge(CoreId.of(2), CoreId.of(3), 310));
        return root.orElse(0) == 0
                ? Optional.of(new TreeReading(CoreId.of(0), "adaptive", 1_210, 2_480, edges))
                : Optional.empty();
    }
}
