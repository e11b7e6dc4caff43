package multikernel.workload.store;

import akka.actor.typed.ActorRef;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/**
 * From one core to the partition of another: commands gather while earlier ones are under way, and go in few messages.
 * Of the sender's core.
 */
final class Way {

    /** Of room for orders at first. */
    private static final int BYTES_KEPT = 1 << 12;

    /** Replies that go back in one message, give or take one. */
    static final int ANSWERS_BYTES = 1 << 20;

    /** Of a reply that goes back. */
    static final int HEAD_BYTES = 8;

    /** Where the answer to an order goes. */
    private record Part(Connection connection, Awaited awaited, int part) {}

    /** Orders that went together, until each is answered. */
    private static final class Flight {
        final ActorRef<StoreDispatcher.Message> to;
        final List<Part> parts;
        final long sinceNanos;
        int missing;

        Flight(ActorRef<StoreDispatcher.Message> to, List<Part> parts, long sinceNanos) {
            this.to = to;
            this.parts = parts;
            this.sinceNanos = sinceNanos;
            missing = parts.size();
        }
    }

    private final CoreId core;
    private final StoreSettings settings;
    private final int window;
    private final long longestNanos;
    private final Replies orders = new Replies(BYTES_KEPT);
    private final Map<Long, Flight> flights = new LinkedHashMap<>();
    private List<Part> parts = new ArrayList<>();
    private @Nullable ActorRef<StoreDispatcher.Message> to;

    /**
     * @param window messages that are not answered in whole
     * @param longestMillis until one is given up
     */
    Way(CoreId core, StoreSettings settings, int window, long longestMillis) {
        this.core = core;
        this.settings = settings;
        this.window = window;
        longestNanos = longestMillis * 1_000_000;
    }

    /** Takes an order, or says in a reply why not. Nothing is done then. */
    void take(
            int partition,
            Command command,
            Request request,
            long nowMillis,
            Connection connection,
            Awaited awaited,
            int part) {
        if (to == null) {
            fail(new Part(connection, awaited, part), "TRYAGAIN " + core + " is away; nothing was done");
        } else if (parts.size() >= settings.ordersMax() || orders.size() >= settings.ordersBytesMax()) {
            fail(new Part(connection, awaited, part), "TRYAGAIN " + core + " has too much to do; nothing was done");
        } else {
            Order.write(partition, command, request, nowMillis, awaited.version(), orders);
            parts.add(new Part(connection, awaited, part));
        }
    }

    private static void fail(Part part, String error) {
        var reply = new Replies(BYTES_KEPT);
        reply.error(error);
        part.awaited().arrived(part.part(), reply.bytes(), 0, reply.size());
        part.connection().advanceSoon();
    }

    /** Sends what has gathered, if there is a place in the window. */
    void depart(long ticket, ActorRef<StoreDispatcher.Message> self) {
        if (to != null && !parts.isEmpty() && flights.size() < window) {
            flights.put(ticket, new Flight(to, parts, System.nanoTime()));
            to.tell(new StoreDispatcher.Orders(core, ticket, parts.size(), Cargo.copyOf(orders), self));
            parts = new ArrayList<>();
            orders.clear();
        }
    }

    /** What stands before each reply: the place of its order among those that went together, and its length. */
    static void head(Replies answers, int index, int length) {
        var at = answers.reserve(HEAD_BYTES);
        ByteBuffer.wrap(answers.bytes()).putInt(at, index).putInt(at + Integer.BYTES, length);
    }

    /** Some or all of the replies to what went under the ticket. */
    void answered(long ticket, byte[] answers) {
        var flight = flights.get(ticket);
        if (flight == null) {
            return;
        }
        var buffer = ByteBuffer.wrap(answers);
        while (buffer.hasRemaining()) {
            var part = flight.parts.get(buffer.getInt());
            var length = buffer.getInt();
            part.awaited().arrived(part.part(), answers, buffer.position(), length);
            part.connection().advanceSoon();
            buffer.position(buffer.position() + length);
            flight.missing--;
        }
        if (flight.missing == 0) {
            flights.remove(ticket);
        }
    }

    /** Whoever was there before and is not any more has taken with it what it was told. */
    void bound(Optional<ActorRef<StoreDispatcher.Message>> now) {
        to = now.orElse(null);
        flights.values().removeIf(flight -> !flight.to.equals(to) && lost(flight, "was lost"));
        if (to == null) {
            parts.forEach(part -> fail(part, "TRYAGAIN " + core + " is away; nothing was done"));
            parts.clear();
            orders.clear();
        }
    }

    /** What waits too long is answered, though it may still be done. */
    void sweep(long nowNanos) {
        flights.values()
                .removeIf(flight -> nowNanos - flight.sinceNanos > longestNanos && lost(flight, "does not answer"));
    }

    private boolean lost(Flight flight, String how) {
        for (var part : flight.parts) {
            if (!part.awaited().has(part.part())) {
                fail(part, "ERR " + core + " " + how + "; it is not known what was done");
            }
        }
        return true;
    }
}
