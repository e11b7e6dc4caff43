package multikernel.network.election;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.runtime.Election;
import multikernel.settings.Settings;

/** Every candidacy of this node, one for each domain. */
public final class Elections extends AbstractBehavior<Elections.Command> {

    /** Everything that may be said to it. */
    sealed interface Command {}

    /** @param over completed once it has ended, and what tells it from an earlier one for the same domain */
    record Stand(String domain, int partitions, Election.Candidate candidate, CompletableFuture<Void> over)
            implements Command {}

    record Close(Stand stand) implements Command {}

    private record Ended(Stand stand) implements Command {}

    private record Entry(Stand stand, ActorRef<Standing.Command> standing) {}

    private static final String NAME = "elections";

    private final int movesMax;
    private final Map<String, Entry> entries = new HashMap<>();

    private Elections(ActorContext<Command> context, int movesMax) {
        super(context);
        this.movesMax = movesMax;
    }

    /**
     * For a system made for a cluster; nobody may stand before its node is up.
     *
     * @param movesMax partitions of a domain that are on their way at one time
     */
    public static Election start(ActorSystem<?> system, int movesMax) {
        var elections = system.systemActorOf(
                Behaviors.<Command>setup(context -> new Elections(context, movesMax)),
                NAME,
                DispatcherSelector.fromConfig(Settings.HOST_DISPATCHER));
        return (domain, partitions, candidate) -> {
            if (partitions < 1) {
                throw new IllegalArgumentException(domain + ": " + partitions + " partitions; 1 is the least");
            }
            var stand = new Stand(domain, partitions, candidate, new CompletableFuture<>());
            elections.tell(stand);
            return new Handle(stand, elections);
        };
    }

    private record Handle(Stand stand, ActorRef<Command> elections) implements Election.Standing {

        @Override
        public void close() {
            elections.tell(new Close(stand));
        }

        @Override
        public CompletionStage<Void> over() {
            return stand.over().minimalCompletionStage();
        }
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Stand.class, this::onStand)
                .onMessage(Close.class, this::onClose)
                .onMessage(Ended.class, this::onEnded)
                .build();
    }

    private Behavior<Command> onStand(Stand stand) {
        if (entries.containsKey(stand.domain())) {
            stand.over()
                    .completeExceptionally(new IllegalStateException(stand.domain()
                            + " is stood for by this node already; close that and wait until it is" + " over"));
            return this;
        }
        var standing = getContext()
                .spawn(
                        Standing.create(stand.domain(), stand.partitions(), stand.candidate(), movesMax),
                        stand.domain(),
                        DispatcherSelector.sameAsParent());
        getContext().watchWith(standing, new Ended(stand));
        entries.put(stand.domain(), new Entry(stand, standing));
        return this;
    }

    private Behavior<Command> onClose(Close close) {
        var entry = entries.get(close.stand().domain());
        if (entry != null && entry.stand().over() == close.stand().over()) {
            entry.standing().tell(Standing.Order.CLOSE);
        }
        return this;
    }

    private Behavior<Command> onEnded(Ended ended) {
        Objects.requireNonNull(entries.remove(ended.stand().domain()));
        ended.stand().over().complete(null);
        return this;
    }
}
