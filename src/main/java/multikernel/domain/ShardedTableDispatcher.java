package multikernel.domain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import multikernel.base.Beginning;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.domain.ShardedTable.Change;
import multikernel.domain.ShardedTable.Row;
import multikernel.runtime.DispatcherContext;

/**
 * The dispatcher, on the node's first core, that keeps this node as the {@link ShardedTable} says: it spawns what is in
 * there, ends what was ended, and has the table changed for who asks on this node.
 */
final class ShardedTableDispatcher extends AbstractBehavior<ShardedTableDispatcher.Message> {

    /** The kind's and the domain's. */
    static final String NAME = "shards";

    /** What it is told. */
    sealed interface Message {}

    /** A change that someone on this node wants: agreed first, then done here; the others see it within a look. */
    record Wish(Change.OfAll change, ActorRef<Outcome> replyTo) implements Message {}

    /** That a domain ends on all nodes, which may not have started here yet: the table is asked which one it is. */
    record EndIt(String name, ActorRef<Outcome> replyTo) implements Message {}

    private record Watched(TableWatch.Note<ShardedTable> note) implements Message {}

    private record Agreed(Wish wish, Outcome outcome) implements Message {}

    private record Told(Change change, Outcome outcome) implements Message {}

    /** @param number of its row, or 0 */
    private record Known(EndIt end, long number, boolean hasBegun) implements Message {}

    private record Unread(EndIt end, Outcome why) implements Message {}

    /** @param wished the number of what was asked for here, so that it leaves the table if it cannot be here, or 0 */
    private record Performed(String name, Outcome outcome, ActorRef<Outcome> replyTo, long wished) implements Message {}

    /** What it has done on its own node; answered on any thread. */
    interface Hands {

        boolean has(String domain);

        boolean hasShards(String domain);

        /** Whether a domain with shards is here that had the name before the row's, or has it on this node alone. */
        boolean hasAnother(Row row);

        /** Names of domains with shards that this node has by itself. */
        List<String> own();

        void agreed(Map<String, Beginning> beginnings);

        CompletionStage<Outcome> spawn(Row row);

        CompletionStage<Outcome> kill(String domain);

        /** Whether there are as many nodes as hold the table. */
        boolean isWhole();

        /** One line for the operator. */
        void say(String line);
    }

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final DispatcherContext context;
    private final Hands hands;
    private final TableWatch<ShardedTable, Change, Message> table;
    /** It was read, so it is there even while some of its nodes are away. */
    private boolean hasTable;
    /** Names of which something is under way here. */
    private final Set<String> busy = new HashSet<>();

    private final OwnDomains own = new OwnDomains();
    private Map<String, Beginning> beginnings = Map.of();
    /** Why a domain of the table is not here, as it was said last. */
    private final Map<String, String> said = new HashMap<>();

    private ShardedTableDispatcher(
            ActorContext<Message> actor, TimerScheduler<Message> timers, DispatcherContext context, Hands hands) {
        super(actor);
        this.context = context;
        this.hands = hands;
        table = new TableWatch<>(actor, timers, context, ShardedTable.SPEC, LOOK_EVERY, Watched::new, this::seen);
    }

    static Behavior<Message> create(DispatcherContext context, Hands hands) {
        return Behaviors.setup(
                actor -> Behaviors.withTimers(timers -> new ShardedTableDispatcher(actor, timers, context, hands)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case Wish wish -> wish(wish);
            case EndIt end -> end(end);
            case Agreed agreed -> agreed(agreed);
            case Performed performed -> performed(performed);
            case Told told -> told(told);
            case Known known -> known(known);
            case Unread(var end, var why) -> end.replyTo().tell(why);
            case Watched(var note) -> table.on(note);
        }
        return this;
    }

    private void seen(ShardedTable seen) {
        hasTable = true;
        for (var row : seen.rows()) {
            if (hands.hasAnother(row)) {
                killUnasked(row.name());
            } else if (!hands.has(row.name()) && busy.add(row.name())) {
                perform(row.name(), hands.spawn(row), getContext().getSystem().ignoreRef(), 0);
            }
        }
        for (var name : seen.ended()) {
            if (hands.hasShards(name)) {
                killUnasked(name);
            }
        }
        var agreed = seen.beginnings();
        if (!agreed.equals(beginnings)) {
            beginnings = agreed;
            hands.agreed(beginnings);
        }
        var members = table.members();
        members.view()
                .member(context.node())
                .map(self -> new Beginning(self, members.descent().founder()))
                .ifPresent(here ->
                        own.untold(seen, hands.own(), here, members.view()).forEach(this::tell));
    }

    private void tell(Change change) {
        getContext()
                .pipeToSelf(
                        table.update(change),
                        (updated, failed) -> new Told(change, failed == null ? updated.outcome() : late(failed)));
    }

    private void told(Told told) {
        own.told(told.change());
        if (told.outcome() instanceof Outcome.Refused(var why, var detail) && why == Refusal.CHANGE_REFUSED) {
            sayOnce(NAME, why, detail);
        }
    }

    private void sayOnce(String name, Refusal why, String detail) {
        var line = name + ": " + why.sentence() + " " + detail;
        if (!line.equals(said.put(name, line))) {
            hands.say(line);
        }
    }

    private void killUnasked(String name) {
        if (busy.add(name)) {
            perform(name, hands.kill(name), getContext().getSystem().ignoreRef(), 0);
        }
    }

    private static String nameOf(Change.OfAll change) {
        return switch (change) {
            case Change.Spawn(Row row) -> row.name();
            case Change.Kill(String name, long _) -> name;
        };
    }

    private void wish(Wish wish) {
        if (!busy.add(nameOf(wish.change()))) {
            wish.replyTo().tell(new Outcome.Refused(Refusal.BUSY, nameOf(wish.change()) + " starts or ends"));
            return;
        }
        if (isAlone()) {
            alone(wish);
            return;
        }
        getContext()
                .pipeToSelf(
                        table.update(wish.change()),
                        (updated, failed) -> new Agreed(wish, failed == null ? updated.outcome() : late(failed)));
    }

    /** While there never were as many nodes as hold the table, each has its own domains. */
    private boolean isAlone() {
        return !hasTable && !hands.isWhole();
    }

    private void alone(Wish wish) {
        switch (wish.change()) {
            case Change.Spawn(Row row) -> perform(row.name(), hands.spawn(row.alone()), wish.replyTo(), 0);
            case Change.Kill(String name, long _) -> perform(name, hands.kill(name), wish.replyTo(), 0);
        }
    }

    private void end(EndIt end) {
        if (isAlone()) {
            wish(new Wish(new Change.Kill(end.name(), 0), end.replyTo()));
            return;
        }
        getContext()
                .pipeToSelf(
                        table.read(),
                        (read, failed) -> failed == null && read.state().isPresent()
                                ? new Known(
                                        end,
                                        read.state().get().numberOf(end.name()),
                                        read.state().get().hasBegun(end.name()))
                                : new Unread(end, failed == null ? read.outcome() : late(failed)));
    }

    private void known(Known known) {
        var name = known.end().name();
        if (known.number() == 0 && !known.hasBegun() && !hands.hasShards(name)) {
            known.end().replyTo().tell(new Outcome.Refused(Refusal.NO_SUCH_DOMAIN, name));
        } else {
            wish(new Wish(new Change.Kill(name, known.number()), known.end().replyTo()));
        }
    }

    private static Outcome late(Throwable failed) {
        return new Outcome.Refused(Refusal.TIMED_OUT, String.valueOf(failed.getMessage()));
    }

    private void agreed(Agreed agreed) {
        var wish = agreed.wish();
        if (agreed.outcome() instanceof Outcome.Refused) {
            busy.remove(nameOf(wish.change()));
            wish.replyTo().tell(agreed.outcome());
            return;
        }
        switch (wish.change()) {
            case Change.Spawn(Row row) ->
                perform(
                        row.name(),
                        hands.spawn(row),
                        wish.replyTo(),
                        row.spawned().number());
            case Change.Kill(String name, long _)
            when hands.has(name) -> perform(name, hands.kill(name), wish.replyTo(), 0);
            case Change.Kill(String name, long _) -> {
                busy.remove(name);
                wish.replyTo().tell(agreed.outcome());
            }
        }
    }

    private void perform(String name, CompletionStage<Outcome> work, ActorRef<Outcome> replyTo, long wished) {
        getContext()
                .pipeToSelf(
                        work,
                        (outcome, failed) ->
                                new Performed(name, failed == null ? outcome : late(failed), replyTo, wished));
    }

    /** What cannot be where it was asked for is nowhere. */
    private void performed(Performed performed) {
        busy.remove(performed.name());
        performed.replyTo().tell(performed.outcome());
        if (performed.outcome() instanceof Outcome.Refused(var why, var detail)) {
            if (performed.wished() != 0) {
                var _ = table.update(new Change.Kill(performed.name(), performed.wished()));
            }
            sayOnce(performed.name(), why, detail);
        } else {
            said.remove(performed.name());
        }
    }
}
