package multikernel.runtime;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.base.Refusal;
import multikernel.base.RoundReading;
import multikernel.base.Words;
import multikernel.multicast.Outcome;
import multikernel.multicast.Roster;
import multikernel.multicast.RoundGround;
import multikernel.multicast.RoundLimits;
import multikernel.multicast.RoundMessage;
import multikernel.multicast.Rounds;
import multikernel.multicast.Routes;
import multikernel.multicast.Said;
import org.jspecify.annotations.Nullable;

/** One dispatcher's part in the rounds of one name. */
final class RoundPart implements RoundGround<Object> {

    private final RoundKey key;
    private final String node;
    private final GroupPart.Host host;
    private final Rounds<Object> rounds;
    private final ArrayDeque<CompletableFuture<Outcome<Object>>> waiting = new ArrayDeque<>();

    RoundPart(
            RoundKey key,
            String node,
            Set<GroupPlace> beginners,
            RoundLimits limits,
            Routes routes,
            GroupPart.Host host) {
        this.key = key;
        this.node = node;
        this.host = host;
        rounds = new Rounds<>(beginners, limits, routes, this);
    }

    void view(Roster view, Optional<CoreId> mine) {
        rounds.view(view, mine);
    }

    CompletionStage<Outcome<Object>> arrive(Object part, @Nullable RoundFold fold) {
        var answer = new CompletableFuture<Outcome<Object>>();
        waiting.add(answer);
        if (rounds.arrive(part, fold) != Said.ACCEPTED) {
            waiting.removeLast();
            answer.completeExceptionally(new RoundRefused(Refusal.BUSY, waiting.size() + " parts are not answered"));
        }
        return answer;
    }

    void heard(RoundMessage<Object> message) {
        rounds.heard(message);
    }

    void ticked(long nowNanos) {
        rounds.ticked(nowNanos);
    }

    boolean isWaiting() {
        return rounds.isWaiting();
    }

    RoundReading reading(long nowNanos) {
        var now = rounds.status(nowNanos);
        return new RoundReading(
                Words.of(key.kind()),
                key.name(),
                now.round(),
                now.isOwing(),
                now.waitedNanos(),
                now.waitsFor().stream()
                        .filter(this::isHere)
                        .map(GroupPlace::core)
                        .toList(),
                now.waitsFor().stream().filter(each -> !isHere(each)).toList());
    }

    private boolean isHere(GroupPlace place) {
        return place.node().equals(node);
    }

    @Override
    public void send(CoreId to, RoundMessage<Object> message) {
        host.send(to, new GroupLetter.Round(key, message));
    }

    /** What waits on the answer may hand in the next: not from within the machine. */
    @Override
    public void over(Outcome<Object> outcome) {
        var answer = waiting.remove();
        host.over(() -> answer.complete(outcome));
    }

    @Override
    public void undecided(long round) {
        var answer = waiting.remove();
        var why = new RoundRefused(
                Refusal.ROUND_UNDECIDED, "round " + (round == 0 ? "" : round + " ") + "of " + key.name());
        host.over(() -> answer.completeExceptionally(why));
    }

    /** Nothing more comes. */
    void end(Refusal why, String detail) {
        while (!waiting.isEmpty()) {
            waiting.remove().completeExceptionally(new RoundRefused(why, detail));
        }
    }
}
