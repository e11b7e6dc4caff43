package multikernel.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BinaryOperator;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.multicast.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Where the dispatchers of a domain of this node wait for each other. Used by a dispatcher on its core's thread, from
 * its first message on and before; stages are completed on that thread.
 *
 * <p>They meet by a name, which has rounds of its own of each kind: a dispatcher's first call is for the first round
 * that it takes part in, each further one for the next. A round is over once all have come to it that were there when
 * the first of them came, less those that end meanwhile: who starts later takes part from the next round on. The first
 * round of all waits for every dispatcher that the domain is spawned with. After
 * {@code multikernel.groups.round-timeout} a round goes on without those who have not come; whose call comes later is
 * refused as {@link Refusal#ROUND_OVER}, and counts.
 *
 * <p>The answer is the same for all, and says who is missing. In a domain whose group is over several nodes each call
 * is refused as {@link Refusal#NOT_SUPPORTED}.
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
        return arrive(RoundKey.Kind.BARRIER, name, name, (one, other) -> one)
                .thenApply(outcome -> new Passed(outcome.round(), outcome.missing()));
    }

    /**
     * Everyone is given what each handed in.
     *
     * @param part of a type that cannot change
     */
    @SuppressWarnings("unchecked") // whoever uses a name hands in one type
    public <T> CompletionStage<Gathered<T>> gather(String name, T part) {
        return arrive(RoundKey.Kind.GATHER, name, part, null).thenApply(outcome -> {
            Map<CoreId, T> parts = new HashMap<>();
            outcome.shares().forEach(share -> parts.put(share.of().getFirst(), (T) share.part()));
            return new Gathered<>(outcome.round(), parts, outcome.missing());
        });
    }

    /**
     * Everyone is given what all parts together come to; each core folds what it has of those below it in the tree.
     *
     * @param part of a type that cannot change
     * @param fold associative and commutative, the same everywhere; it runs on this core's thread, between actors. What
     *     it throws is told to all as {@link Refusal#FOLD_FAILED}
     */
    @SuppressWarnings("unchecked") // whoever uses a name hands in one type
    public <T> CompletionStage<Reduced<T>> reduce(String name, T part, BinaryOperator<T> fold) {
        var all = (BinaryOperator<Object>) fold;
        return arrive(RoundKey.Kind.REDUCE, name, part, all).thenApply(outcome -> {
            var value = new RoundFold(outcome.present().getFirst(), all).all(outcome.shares().stream());
            if (value instanceof RoundFold.Failed(var what)) {
                throw new RoundRefused(Refusal.FOLD_FAILED, what);
            }
            return new Reduced<>(outcome.round(), (T) value, outcome.present(), outcome.missing());
        });
    }

    private CompletionStage<Outcome<Object>> arrive(
            RoundKey.Kind kind, String name, Object part, @Nullable BinaryOperator<Object> fold) {
        var posts = CoreThread.posts(interconnect);
        var post = posts == null ? null : posts.of(domain);
        if (post == null) {
            throw new IllegalStateException("no dispatcher of " + domain + " that can meet others runs on this thread");
        }
        if (post.isWide()) {
            var why = domain + " is over several nodes: its dispatchers cannot wait for each other";
            return CompletableFuture.failedStage(new RoundRefused(Refusal.NOT_SUPPORTED, why));
        }
        var guarded = fold == null ? null : new RoundFold(post.core(), fold);
        return post.rounds().arrive(new RoundKey(kind, name), part, guarded).thenApply(outcome -> {
            if (outcome.shares().isEmpty()) {
                throw new RoundRefused(Refusal.ROUND_OVER, "round " + outcome.round() + " of " + name);
            }
            return outcome;
        });
    }
}
