package multikernel.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BinaryOperator;
import multikernel.base.GroupPlace;
import multikernel.base.Refusal;
import multikernel.multicast.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Where the dispatchers of a domain wait for each other: those of this node, or with a
 * {@code multikernel.domain.WideSpec} those of all nodes that have the domain. Used by a dispatcher on its core's
 * thread, from its first message on and before; stages are completed on that thread.
 *
 * <p>They meet by a name, which has rounds of its own of each kind: a dispatcher's first call is for the first round
 * that it takes part in, each further one for the next. A round is over once all have come to it that were there when
 * the first of them came, less those that end meanwhile: who starts later takes part from the next round on. The first
 * round of all waits for every dispatcher that the domain is spawned with; of other nodes, for those of each that has
 * one there. After {@code multikernel.groups.round-timeout} a round goes on without those who have not come; whose call
 * comes later is refused as {@link Refusal#ROUND_OVER}, and counts.
 *
 * <p>The answer is the same for all, and says who is missing. Over several nodes a node that the majority lets go of is
 * one whose dispatchers have ended; and nobody is told what came of a round before all members hold it. So whoever is
 * told, on a node that is cut off too, is told what all others are, unless every member of that round has ended since.
 * Who cannot be told for twice the time-out, because others are cut off or stand still, is refused as
 * {@link Refusal#ROUND_UNDECIDED}; that call counts, and its part is in the round if that goes on.
 *
 * <p>What is handed in on several nodes is one of the messages of the domain's {@link MessageInterface}, of 32 KiB at
 * most; anything else is refused as {@link Refusal#NOT_SENDABLE}.
 */
public final class RoundDesk {

    private final String domain;
    private final Interconnect interconnect;

    RoundDesk(String domain, Interconnect interconnect) {
        this.domain = domain;
        this.interconnect = interconnect;
    }

    /** Passed by nobody before all have come. */
    public CompletionStage<Passed> barrier(String name) {
        return arrive(here(), RoundKey.Kind.BARRIER, name, name, (one, other) -> one)
                .thenApply(outcome -> new Passed(outcome.round(), outcome.missing()));
    }

    /**
     * Everyone is given what each handed in.
     *
     * @param part of a type that cannot change
     */
    @SuppressWarnings("unchecked") // whoever uses a name hands in one type
    public <T> CompletionStage<Gathered<T>> gather(String name, T part) {
        var here = here();
        var seal = here.seal(RoundKey.Kind.GATHER);
        return arrive(here, RoundKey.Kind.GATHER, name, part, null).thenApply(outcome -> {
            Map<GroupPlace, T> parts = new HashMap<>();
            outcome.shares().forEach(share -> parts.put(share.of().getFirst(), (T) seal.opened(share.part())));
            return new Gathered<>(outcome.round(), parts, outcome.missing());
        });
    }

    /**
     * Everyone is given what all parts together come to; each core folds what it has of those below it in the tree, and
     * what goes to another node is folded before.
     *
     * @param part of a type that cannot change
     * @param fold associative and commutative, the same everywhere; it runs on this core's thread, between actors. What
     *     it throws is told to all as {@link Refusal#FOLD_FAILED}
     */
    @SuppressWarnings("unchecked") // whoever uses a name hands in one type
    public <T> CompletionStage<Reduced<T>> reduce(String name, T part, BinaryOperator<T> fold) {
        var all = (BinaryOperator<Object>) fold;
        var here = here();
        var folding = here.fold(RoundKey.Kind.REDUCE, all);
        return arrive(here, RoundKey.Kind.REDUCE, name, part, all).thenApply(outcome -> {
            var value = folding.all(outcome.shares().stream());
            if (value instanceof WidePart.Failed(var what)) {
                throw new RoundRefused(Refusal.FOLD_FAILED, what);
            }
            var opened = (T) folding.seal().opened(value);
            return new Reduced<>(outcome.round(), opened, outcome.present(), outcome.missing());
        });
    }

    private GroupRounds here() {
        var posts = CoreThread.posts(interconnect);
        var post = posts == null ? null : posts.of(domain);
        if (post == null) {
            throw new IllegalStateException("no dispatcher of " + domain + " that can meet others runs on this thread");
        }
        return post.rounds();
    }

    private static CompletionStage<Outcome<Object>> arrive(
            GroupRounds at, RoundKey.Kind kind, String name, Object part, @Nullable BinaryOperator<Object> fold) {
        return at.arrive(new RoundKey(kind, name), part, fold).thenApply(outcome -> {
            if (outcome.shares().isEmpty()) {
                throw new RoundRefused(Refusal.ROUND_OVER, "round " + outcome.round() + " of " + name);
            }
            return outcome;
        });
    }
}
