package multikernel.workload;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.StashBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Drain;
import multikernel.workload.Database.Command;
import multikernel.workload.Database.Failed;
import multikernel.workload.Database.Found;
import multikernel.workload.Database.ItemById;
import multikernel.workload.Database.ItemsByAuthor;
import multikernel.workload.Database.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A dispatcher that answers queries from its own connection to a file, which it makes first where there is none. */
final class DatabaseDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseDispatcher.class);

    private interface Query {
        List<Item> run(ItemStore store) throws SQLException;
    }

    private final DispatcherContext context;
    private final DatabaseSettings settings;
    private final Path file;

    private DatabaseDispatcher(DispatcherContext context, DatabaseSettings settings) {
        this.context = context;
        this.settings = settings;
        this.file = settings.fileUnder(context.data());
    }

    static Behavior<Command> create(DispatcherContext context, DatabaseSettings settings) {
        return Behaviors.setup(actor -> {
            var dispatcher = new DatabaseDispatcher(context, settings);
            context.onDrain(actor.messageAdapter(Drain.class, Database.Draining::new));
            return Files.exists(dispatcher.file)
                    ? dispatcher.serving()
                    : Behaviors.withStash(settings.heldMax(), stash -> dispatcher.generating(actor.getSelf(), stash));
        });
    }

    private Behavior<Command> generating(ActorRef<Command> self, StashBuffer<Command> held) {
        try {
            var making = DataSet.begin(file, settings.seed(), settings.items());
            self.tell(Database.Generate.GENERATE);
            return Behaviors.receive(Command.class)
                    .onMessage(Database.Generate.class, go -> generate(self, making, held))
                    .onMessage(Database.Draining.class, DatabaseDispatcher::drained)
                    .onMessage(ItemById.class, query -> hold(query, query.ticket(), query.replyTo(), held))
                    .onMessage(ItemsByAuthor.class, query -> hold(query, query.ticket(), query.replyTo(), held))
                    .onSignal(PostStop.class, stop -> abandoned(making))
                    .onSignal(PreRestart.class, restart -> abandoned(making))
                    .build();
        } catch (IOException | SQLException failure) {
            return unable(failure);
        }
    }

    private Behavior<Command> generate(ActorRef<Command> self, DataSet making, StashBuffer<Command> held) {
        try {
            if (making.step()) {
                return held.unstashAll(serving());
            }
            self.tell(Database.Generate.GENERATE);
            return Behaviors.same();
        } catch (IOException | SQLException failure) {
            abandoned(making);
            return held.unstashAll(unable(failure));
        }
    }

    private static Behavior<Command> hold(
            Command query, long ticket, ActorRef<Reply> replyTo, StashBuffer<Command> held) {
        if (held.isFull()) {
            replyTo.tell(new Failed(ticket, "the data set is being made"));
        } else {
            held.stash(query);
        }
        return Behaviors.same();
    }

    private static Behavior<Command> abandoned(DataSet making) {
        try {
            making.close();
        } catch (IOException | SQLException failure) {
            LOG.warn("a half-made data set was left behind: {}", failure.toString());
        }
        return Behaviors.same();
    }

    private Behavior<Command> serving() {
        try {
            var store = ItemStore.open(file);
            return Behaviors.receive(Command.class)
                    .onMessage(
                            ItemById.class,
                            query -> answer(store, query.ticket(), query.replyTo(), from -> from.byId(query.id())))
                    .onMessage(
                            ItemsByAuthor.class,
                            query -> answer(
                                    store,
                                    query.ticket(),
                                    query.replyTo(),
                                    from -> from.byAuthor(query.lastName(), query.limit())))
                    .onMessage(Database.Generate.class, made -> Behaviors.same())
                    .onMessage(Database.Draining.class, DatabaseDispatcher::drained)
                    .onSignal(PostStop.class, stop -> closed(store))
                    .onSignal(PreRestart.class, restart -> closed(store))
                    .build();
        } catch (SQLException failure) {
            return unable(failure);
        }
    }

    /** An error is a reply: it is the query's, not the dispatcher's. */
    private Behavior<Command> answer(ItemStore store, long ticket, ActorRef<Reply> replyTo, Query query) {
        try {
            replyTo.tell(new Found(ticket, query.run(store)));
        } catch (SQLException failure) {
            LOG.warn("a query on {} failed: {}", file, failure.toString());
            replyTo.tell(new Failed(ticket, "the database could not answer"));
        }
        return Behaviors.same();
    }

    private Behavior<Command> closed(ItemStore store) {
        try {
            store.close();
        } catch (SQLException failure) {
            LOG.warn("{} did not close: {}", file, failure.toString());
        }
        return Behaviors.same();
    }

    private Behavior<Command> unable(Exception failure) {
        context.unable("domain %s cannot use %s as its database (%s): remove it and it is made anew, or set file"
                .formatted(context.domain(), file, oneLine(failure)));
        return Behaviors.receive(Command.class)
                .onMessage(ItemById.class, query -> refuse(query.ticket(), query.replyTo()))
                .onMessage(ItemsByAuthor.class, query -> refuse(query.ticket(), query.replyTo()))
                .onMessage(Database.Generate.class, made -> Behaviors.same())
                .onMessage(Database.Draining.class, DatabaseDispatcher::drained)
                .build();
    }

    /** Each query is answered before the next message is looked at. */
    private static Behavior<Command> drained(Database.Draining draining) {
        draining.drain().replyTo().tell(Drain.Drained.DRAINED);
        return Behaviors.same();
    }

    private static Behavior<Command> refuse(long ticket, ActorRef<Reply> replyTo) {
        replyTo.tell(new Failed(ticket, "the database cannot be read"));
        return Behaviors.same();
    }

    private static String oneLine(Exception failure) {
        var message = failure.getMessage();
        return (message == null ? failure.toString() : message)
                .lines()
                .findFirst()
                .orElse("");
    }
}
