package multikernel.workload;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import multikernel.codec.Calls;
import multikernel.metrics.RequestTally;
import multikernel.network.NettyPort;
import multikernel.runtime.Bindings;
import multikernel.runtime.DispatcherContext;

/**
 * The network front-end: owns the sockets, hands each request to a web server in turn and writes what it answers.
 *
 * <p>Netty calls {@link Arrivals} from the core's loop, between actors; a request enters the actor's world as a message
 * to this actor, so that what it sends is sent, and if need be held, as this actor's.
 */
final class FrontEnd extends AbstractBehavior<FrontEnd.Message> {

    /** What it is told. */
    sealed interface Message {}

    /** A request was read in whole; it waits under this token. */
    record Arrived(long token) implements Message {}

    record Served(long token, Response response) implements Message {}

    record ServersBound(Bindings bindings) implements Message {}

    enum Note implements Message {
        /** Take nothing more, and say when everything is answered. */
        DRAIN,
        /** Look for what waits too long. */
        SWEEP,
        /** A connection has come. */
        OPENED,
        /** A connection has ended. */
        CLOSED
    }

    private static final Duration SWEEP_EVERY = Duration.ofMillis(200);

    private final TimerScheduler<Message> timers;
    private final DispatcherContext context;
    private final WebSettings settings;
    private final ActorRef<WebServer.Command> nearest;
    private final NettyPort port;
    private final WebCounts counts = new WebCounts();
    private final RequestTally tally;
    private final ResponseWriter writer = new ResponseWriter();
    private final LinkedHashSet<HttpConnection> open = new LinkedHashSet<>();
    private final Rotation<WebServer.Command> servers = new Rotation<>();
    private final Calls<Response> flights;
    private final long flightNanos;
    private boolean isDraining;
    private boolean sweeping;
    private long tickets;

    private FrontEnd(
            ActorContext<Message> actor,
            TimerScheduler<Message> timers,
            DispatcherContext context,
            WebSettings settings,
            ActorRef<WebServer.Command> nearest) {
        super(actor);
        this.timers = timers;
        this.context = context;
        this.settings = settings;
        this.tally = context.serves();
        this.nearest = nearest;
        this.port = NettyPort.on(context);
        this.flights = new Calls<>(settings.requestsInFlightMax());
        this.flightNanos = TimeUnit.MILLISECONDS.toNanos(settings.requestMillis());
    }

    /**
     * @param nearest the web server of the same core, which is there before any other is known, and is told
     * @param number the port that others of the domain listen at; 0: it is to be found
     */
    static Behavior<Message> create(
            DispatcherContext context, WebSettings settings, ActorRef<WebServer.Command> nearest, int number) {
        return Behaviors.setup(actor -> Behaviors.withTimers(timers -> {
            var frontEnd = new FrontEnd(actor, timers, context, settings, nearest);
            return frontEnd.listens(number) ? frontEnd : Behaviors.ignore();
        }));
    }

    private boolean listens(int known) {
        var at = new InetSocketAddress(context.host(), known == 0 ? settings.port() : known);
        try {
            var bound = known == 0 ? port.listenFirst(at, this::connect) : port.listenShared(at, this::connect);
            context.onFence(port::fence);
            context.bind(context.domain(), getContext().messageAdapter(Bindings.class, ServersBound::new));
            context.listening(bound);
            nearest.tell(new WebServer.Command.OfFront(new Fronts.Word.Listening(bound.getPort())));
            return true;
        } catch (IOException unusable) {
            port.close();
            context.unable("port %d in use or not to be had on %s (%s): set port of domain %s to another"
                    .formatted(at.getPort(), context.host(), unusable.getMessage(), context.domain()));
            return false;
        }
    }

    private void connect(Channel channel) {
        var arrivals = new FromNetty(getContext().getSelf());
        channel.pipeline()
                .addLast(RequestChecks.decoder(settings))
                .addLast(new HttpConnection(channel, arrivals, settings, writer));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::on)
                .onSignal(PostStop.class, stop -> closed())
                .onSignal(PreRestart.class, restart -> closed())
                .build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case Arrived arrived -> arrived(arrived.token());
            case Served served -> flights.replied(served.token(), served.response());
            case ServersBound bound -> bound(bound.bindings());
            case Note.DRAIN -> drain();
            case Note.SWEEP -> sweep();
            case Note.OPENED -> arm();
            case Note.CLOSED -> drainedIfEmpty();
        }
        return this;
    }

    private void arrived(long token) {
        if (flights.waiting(token) instanceof Flight flight) {
            depart(flight);
        }
    }

    private void depart(Flight flight) {
        if (flight.request.target().equals(WebCounts.TARGET)) {
            flights.cancel(flight.token);
            answer(flight, counts.response(open.size(), flights.outstanding()));
            return;
        }
        var server = servers.next().orElse(nearest);
        flight.server = Optional.of(server);
        flight.tries++;
        server.tell(new WebServer.Command.Serve(
                flight.token, flight.request, getContext().getSelf().narrow()));
    }

    private void answer(Flight flight, Response response) {
        tally.took(System.nanoTime() - flight.beganNanos);
        flight.connection.answer(flight.ticket, response);
    }

    private void late(Flight flight) {
        counts.late++;
        answer(flight, Answers.unavailable("The web server did not answer in time."));
    }

    private boolean isLost(Flight flight) {
        return flight.server
                .filter(server -> !server.equals(nearest) && servers.lost(server))
                .isPresent();
    }

    /** All requests are safe to ask twice: they read, whatever their method. */
    private void bound(Bindings bindings) {
        servers.bound(bindings);
        for (var waiting : flights.waiting()) {
            if (waiting instanceof Flight flight && isLost(flight)) {
                counts.serversLost++;
                departAgain(flight);
            }
        }
    }

    private void departAgain(Flight flight) {
        if (flight.tries < settings.triesMax()) {
            depart(flight);
        } else if (flights.cancel(flight.token)) {
            answer(flight, Answers.unavailable("The core of the web server was lost."));
        }
    }

    private void sweep() {
        sweeping = false;
        var now = System.nanoTime();
        flights.expire(now);
        List.copyOf(open).forEach(connection -> connection.sweep(now));
        if (!open.isEmpty()) {
            arm();
        }
    }

    private void arm() {
        if (!sweeping) {
            sweeping = true;
            timers.startSingleTimer(Note.SWEEP, SWEEP_EVERY);
        }
    }

    /** What has come in is accepted and read first, so that a request that was on the wire is answered. */
    private void drain() {
        isDraining = true;
        port.stopListening();
        List.copyOf(open).forEach(HttpConnection::drain);
        drainedIfEmpty();
    }

    private void drainedIfEmpty() {
        if (isDraining && open.isEmpty()) {
            nearest.tell(new WebServer.Command.OfFront(new Fronts.Word.Drained()));
        }
    }

    private Behavior<Message> closed() {
        port.close();
        return this;
    }

    /** What connections report, between actors: it may change this core's tables, and tell, but do nothing else. */
    private final class FromNetty implements Arrivals {

        private final ActorRef<Message> self;

        FromNetty(ActorRef<Message> self) {
            this.self = self;
        }

        @Override
        public boolean opened(HttpConnection connection) {
            open.add(connection);
            if (!sweeping) {
                self.tell(Note.OPENED);
            }
            if (open.size() > settings.connectionsMax()) {
                counts.connectionsRefused++;
                return false;
            }
            counts.connections++;
            if (isDraining) {
                connection.drain();
            }
            return true;
        }

        @Override
        public void closed(HttpConnection connection) {
            open.remove(connection);
            if (isDraining) {
                self.tell(Note.CLOSED);
            }
        }

        @Override
        public long nextTicket() {
            return ++tickets;
        }

        @Override
        public void arrived(HttpConnection connection, long ticket, Request request) {
            counts.requests++;
            var now = System.nanoTime();
            var flight = new Flight(connection, ticket, request, now, FrontEnd.this::answer, FrontEnd.this::late);
            flight.token = flights.begin(flight.beganNanos + flightNanos, flight);
            if (flight.token == Calls.BUSY) {
                connection.answer(ticket, Answers.unavailable("Too many requests are under way."));
            } else {
                self.tell(new Arrived(flight.token));
            }
        }

        @Override
        public void answering(int status) {
            counts.answering(status);
            tally.answered(WebCounts.answerOf(status));
        }
    }
}
