package multikernel.domain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AskPattern;
import akka.japi.function.Function;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.ObjectId;
import multikernel.ownership.far.Anchor;
import multikernel.ownership.far.FarReading;
import multikernel.ownership.far.FarRef;
import multikernel.ownership.far.FarRequest;
import multikernel.ownership.far.FarResult;
import multikernel.runtime.CapabilityReply;
import multikernel.runtime.CapabilityWork;
import multikernel.runtime.NodeBoard;
import multikernel.runtime.NodeCommand;
import multikernel.settings.Settings;

/** The operator's requests about other nodes, each taken to this node's {@link FarDispatcher}. */
final class FarMemory implements FarDesk {

    /** Beyond the limit inside, so that it speaks first. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final CoreId FIRST = CoreId.of(0);

    private final ActorSystem<NodeCommand> system;
    private final NodeBoard board;
    private final OperatorDesk.Way way;
    private final Duration limit;

    FarMemory(ActorSystem<NodeCommand> system, NodeBoard board, OperatorDesk.Way way, long limitNanos) {
        this.system = system;
        this.board = board;
        this.way = way;
        limit = Duration.ofNanos(limitNanos).plus(MARGIN);
    }

    @Override
    public CompletionStage<FarReading> reading() {
        return ask(FarDispatcher.See::new, FarReading.NONE).exceptionally(late -> FarReading.NONE);
    }

    @Override
    public CompletionStage<Answer> copy(Held held, String node, CoreId core) {
        return way.work(held.core(), held.incarnation(), new CapabilityWork.See())
                .thenCompose(reply -> switch (reply) {
                    case CapabilityReply.Seen seen -> copy(seen, held, node, core);
                    case CapabilityReply.Refused(var refused) ->
                        CompletableFuture.completedStage(FarDesk.refused(refused.refusal(), refused.detail()));
                    case CapabilityReply.Ended ended ->
                        throw new IllegalStateException("no answer to a look: " + ended);
                    case CapabilityReply.Bytes bytes ->
                        throw new IllegalStateException("no answer to a look: " + bytes);
                });
    }

    private CompletionStage<Answer> copy(CapabilityReply.Seen seen, Held held, String node, CoreId core) {
        var copy = seen.slots().stream()
                .filter(slot -> slot.domain().equals(MemoryDesk.OPERATOR)
                        && slot.address().equals(held.address())
                        && slot.capability().object().id().equals(held.object()))
                .findFirst();
        if (copy.isEmpty() || copy.get().isMarked()) {
            var why = copy.isEmpty() ? Refusal.NO_SUCH_CAPABILITY : Refusal.BEING_REVOKED;
            return CompletableFuture.completedStage(FarDesk.refused(why, ""));
        }
        var anchor = new Anchor(seen.core(), seen.incarnation(), held.address(), held.object());
        return wish(replyTo -> new FarDispatcher.Copy(anchor, copy.get().capability(), node, core, replyTo));
    }

    @Override
    public CompletionStage<Answer> ask(FarRef ref, FarRequest request) {
        return wish(replyTo -> new FarDispatcher.Ask(ref, request, replyTo));
    }

    @Override
    public CompletionStage<Answer> delete(FarRef ref) {
        return wish(replyTo -> new FarDispatcher.Delete(ref, replyTo));
    }

    /** With the dispatcher went every name that it had given. */
    @Override
    public CompletionStage<Answer> letGo(ObjectId object, Optional<Anchor> anchor) {
        return wish(
                replyTo -> new FarDispatcher.LetGo(object, anchor.stream().toList(), replyTo),
                new Answer(NOBODYS, 0, FarResult.DONE));
    }

    private CompletionStage<Answer> wish(Function<ActorRef<Answer>, FarDispatcher.Message> message) {
        return wish(
                message, FarDesk.refused(Refusal.NO_TIER, "the domain " + FarDispatcher.NAME + " is not there now"));
    }

    private CompletionStage<Answer> wish(Function<ActorRef<Answer>, FarDispatcher.Message> message, Answer absent) {
        return ask(message, absent)
                .exceptionally(late -> FarDesk.refused(Refusal.TIMED_OUT, "the first core does not answer"));
    }

    /** What comes of it goes on on a host thread, for the answer is given on a core's. */
    @SuppressWarnings("unchecked")
    private <R> CompletableFuture<R> ask(Function<ActorRef<R>, FarDispatcher.Message> message, R absent) {
        var dispatcher = (ActorRef<FarDispatcher.Message>)
                board.bindings(FarDispatcher.NAME).dispatchers().get(FIRST);
        if (dispatcher == null) {
            return CompletableFuture.completedFuture(absent);
        }
        var answer = new CompletableFuture<R>();
        var host = system.dispatchers().lookup(DispatcherSelector.fromConfig(Settings.HOST_DISPATCHER));
        AskPattern.ask(dispatcher, message, limit, system.scheduler())
                .whenCompleteAsync(
                        (reply, late) -> {
                            if (late == null) {
                                answer.complete(reply);
                            } else {
                                answer.completeExceptionally(late);
                            }
                        },
                        host);
        return answer;
    }
}
