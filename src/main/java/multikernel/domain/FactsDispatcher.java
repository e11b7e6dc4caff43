package multikernel.domain;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import multikernel.domain.FactsTable.Sheet;
import multikernel.runtime.DispatcherContext;

/**
 * The dispatcher, on the node's first core, that keeps the node's sheet in the {@link FactsTable} and fetches those of
 * the others.
 */
final class FactsDispatcher extends AbstractBehavior<FactsDispatcher.Message> {

    /** The kind's and the domain's. */
    static final String NAME = "facts";

    /** What it is told. */
    sealed interface Message {}

    private record Watched(TableWatch.Note<FactsTable> note) implements Message {}

    private enum Said implements Message {
        /** The sheet is there now, or is not to be had there; another look tells. */
        DONE
    }

    /** The node that it is on; answered on any thread. */
    interface Here {

        Sheet sheet();

        void seen(FactsTable table);
    }

    /** What is known of another node is as old at the most, and that it wants saying. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Here here;
    private final TableWatch<FactsTable, Sheet, Message> table;
    private boolean isSaying;

    private FactsDispatcher(
            ActorContext<Message> actor, TimerScheduler<Message> timers, DispatcherContext context, Here here) {
        super(actor);
        this.here = here;
        table = new TableWatch<>(actor, timers, context, FactsTable.SPEC, LOOK_EVERY, Watched::new, this::seen);
    }

    static Behavior<Message> create(DispatcherContext context, Here here) {
        return Behaviors.setup(
                actor -> Behaviors.withTimers(timers -> new FactsDispatcher(actor, timers, context, here)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case Watched(var note) -> table.on(note);
            case Said.DONE -> isSaying = false;
        }
        return this;
    }

    private void seen(FactsTable seen) {
        here.seen(seen);
        var sheet = here.sheet();
        if (!isSaying && seen.of(sheet.node()).map(sheet::isNewsAfter).orElse(true)) {
            isSaying = true;
            getContext().pipeToSelf(table.update(sheet), (updated, failed) -> Said.DONE);
        }
    }
}
