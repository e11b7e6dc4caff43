package multikernel.workload;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import multikernel.codec.Calls;
import multikernel.codec.Stub;
import multikernel.runtime.Bindings;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Drain;

/** The web server of one core: decides every response, with the help of a database where it needs one. */
final class WebServer extends AbstractBehavior<WebServer.Command> {

    /** What it is told. */
    sealed interface Command {

        record Serve(long ticket, Request request, ActorRef<FrontEnd.Served> replyTo) implements Command {}

        /** Of the database's domain, or of this one. */
        record Bound(Bindings bindings) implements Command {}

        record Draining(Drain drain) implements Command {}

        record FromDatabase(Database.Reply reply) implements Command {}

        record OfFront(Fronts.Word word) implements Command {}

        /** Look for queries that wait too long. */
        enum Sweep implements Command {
            SWEEP
        }
    }

    /** A request that needs the database, and waits for one once it has been asked. */
    private final class Query implements Calls.Continuation<Database.Reply> {

        private final Command.Serve serve;
        private final String author;
        private final LongFunction<Database.Command> question;
        private Optional<ActorRef<Database.Command>> database = Optional.empty();
        private int tries;
        private long token;

        /** @param author empty for an item that is asked for by its number */
        Query(Command.Serve serve, String author, LongFunction<Database.Command> question) {
            this.serve = serve;
            this.author = author;
            this.question = question;
        }

        @Override
        public void replied(Database.Reply reply) {
            answer(serve, response(this, reply));
        }

        @Override
        public void expired() {
            refuse("The database did not answer in time.");
        }

        boolean isLost() {
            return database.filter(databases::lost).isPresent();
        }

        void refuse(String sentence) {
            answer(serve, Answers.unavailable(sentence));
        }
    }

    private static final Duration SWEEP_EVERY = Duration.ofMillis(100);

    private final DispatcherContext context;
    private final WebSettings settings;
    private final TimerScheduler<Command> timers;
    private final Routes routes;
    private final ActorRef<Database.Reply> answers;
    private final Rotation<Database.Command> databases = new Rotation<>();
    private final Stub<Query, Database.Reply> queries;
    private final long queryNanos;
    private final Fronts fronts;
    private Optional<Drain> drain = Optional.empty();

    private WebServer(
            ActorContext<Command> actor,
            TimerScheduler<Command> timers,
            DispatcherContext context,
            WebSettings settings,
            Site site) {
        super(actor);
        this.context = context;
        this.settings = settings;
        this.timers = timers;
        this.routes = new Routes(site);
        this.answers = actor.messageAdapter(Database.Reply.class, Command.FromDatabase::new);
        this.queries = new Stub<>(settings.queriesInFlightMax(), WebServer::ask);
        this.queryNanos = TimeUnit.MILLISECONDS.toNanos(settings.queryMillis());
        this.fronts = new Fronts(actor, context, settings, this::drainedIfEmpty);
    }

    static Behavior<Command> create(DispatcherContext context, WebSettings settings) {
        return Behaviors.setup(actor -> Behaviors.withTimers(timers -> {
            var site = site(context, settings);
            var bound = actor.messageAdapter(Bindings.class, Command.Bound::new);
            context.bind(settings.database(), bound);
            context.bind(context.domain(), bound);
            context.onDrain(actor.messageAdapter(Drain.class, Command.Draining::new));
            return new WebServer(actor, timers, context, settings, site);
        }));
    }

    private static Site site(DispatcherContext context, WebSettings settings) {
        if (settings.directory().isEmpty()) {
            return new BuiltInSite();
        }
        try {
            return new DirectorySite(Path.of(settings.directory()), settings.fileBytesMax(), settings.cacheBytesMax());
        } catch (IOException | InvalidPathException unusable) {
            context.unable("domain %s cannot serve the directory %s (%s): set directory to one that can be read"
                    .formatted(context.domain(), settings.directory(), unusable.getMessage()));
            return (target, nowNanos) -> Site.Find.Nothing.NOTHING;
        }
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Command> on(Command command) {
        switch (command) {
            case Command.Serve serve -> serve(serve);
            case Command.FromDatabase from -> answered(from.reply());
            case Command.Bound bound -> bound(bound.bindings());
            case Command.OfFront of -> fronts.on(of.word());
            case Command.Draining draining -> drain(draining.drain());
            case Command.Sweep sweep -> sweep();
        }
        return this;
    }

    private void serve(Command.Serve serve) {
        switch (routes.decide(serve.request(), System.nanoTime())) {
            case Routes.Decision.Answer answer -> answer(serve, answer.response());
            case Routes.Decision.AskItem item ->
                ask(new Query(serve, "", ticket -> new Database.ItemById(ticket, item.id(), answers)));
            case Routes.Decision.AskAuthor author ->
                ask(new Query(
                        serve,
                        author.lastName(),
                        ticket -> new Database.ItemsByAuthor(ticket, author.lastName(), settings.itemsMax(), answers)));
        }
    }

    private void ask(Query query) {
        query.database = databases.near(context.core());
        query.tries++;
        if (query.database.isEmpty()) {
            query.refuse("No database is there: the domain " + settings.database() + " is away.");
            return;
        }
        query.token = queries.call(query, System.nanoTime() + queryNanos, query);
        if (query.token == Calls.BUSY) {
            query.refuse("The database has too much to do.");
        } else {
            arm();
        }
    }

    private static boolean ask(long token, Query query) {
        query.database.ifPresent(database -> database.tell(query.question.apply(token)));
        return true;
    }

    private void answered(Database.Reply reply) {
        queries.calls().replied(reply.ticket(), reply);
        drainedIfEmpty();
    }

    private static Response response(Query query, Database.Reply reply) {
        var json = query.serve.request().wantsJson();
        return switch (reply) {
            case Database.Failed failed -> Answers.unavailable("No answer: " + failed.reason() + ".");
            case Database.Found found when query.author.isEmpty() -> ItemPages.one(found.items(), json);
            case Database.Found found -> ItemPages.many(query.author, found.items(), json);
        };
    }

    private void bound(Bindings bindings) {
        if (bindings.domain().equals(context.domain())) {
            fronts.bound(bindings);
            return;
        }
        databases.bound(bindings);
        for (var waiting : queries.calls().waiting()) {
            if (waiting instanceof Query query && query.isLost()) {
                queries.calls().cancel(query.token);
                askAgain(query, bindings);
            }
        }
        drainedIfEmpty();
    }

    private void askAgain(Query query, Bindings bindings) {
        if (bindings.dispatchers().isEmpty() || query.tries >= settings.triesMax()) {
            query.refuse("The core of the database was lost.");
        } else {
            ask(query);
        }
    }

    /** What it asked a database is answered first; what comes later is answered too, as long as it is there. */
    private void drain(Drain asked) {
        drain = Optional.of(asked);
        fronts.leave();
        drainedIfEmpty();
    }

    private void drainedIfEmpty() {
        if (queries.calls().outstanding() == 0 && fronts.isGone()) {
            drain.ifPresent(asked -> asked.replyTo().tell(Drain.Drained.DRAINED));
            drain = Optional.empty();
        }
    }

    private void sweep() {
        queries.calls().expire(System.nanoTime());
        drainedIfEmpty();
        arm();
    }

    private void arm() {
        if (queries.calls().outstanding() > 0 && !timers.isTimerActive(Command.Sweep.SWEEP)) {
            timers.startSingleTimer(Command.Sweep.SWEEP, SWEEP_EVERY);
        }
    }

    private static void answer(Command.Serve serve, Response response) {
        serve.replyTo().tell(new FrontEnd.Served(serve.ticket(), response));
    }
}
