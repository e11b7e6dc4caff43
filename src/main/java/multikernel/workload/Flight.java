package multikernel.workload;

import akka.actor.typed.ActorRef;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import multikernel.codec.Calls;

/** A request on its way: {@code server} is empty until it has been handed to one. */
final class Flight implements Calls.Continuation<Response> {

    final HttpConnection connection;
    final long ticket;
    final Request request;
    final long beganNanos;
    private final BiConsumer<Flight, Response> answered;
    private final Consumer<Flight> late;
    long token;
    Optional<ActorRef<WebServer.Command>> server = Optional.empty();
    int tries;

    /** @param ticket of the request in its connection's line */
    Flight(
            HttpConnection connection,
            long ticket,
            Request request,
            long beganNanos,
            BiConsumer<Flight, Response> answered,
            Consumer<Flight> late) {
        this.connection = connection;
        this.ticket = ticket;
        this.request = request;
        this.beganNanos = beganNanos;
        this.answered = answered;
        this.late = late;
    }

    @Override
    public void replied(Response response) {
        answered.accept(this, response);
    }

    @Override
    public void expired() {
        late.accept(this);
    }
}
