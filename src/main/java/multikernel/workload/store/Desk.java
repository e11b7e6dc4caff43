package multikernel.workload.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.LongSupplier;
import multikernel.domain.shard.Departure;

/**
 * What the connections and the dispatcher of one core work with: its own partitions, the ways to the other cores, and
 * the room in which replies are made. Of the core's thread.
 */
final class Desk {

    private static final int REPLIES_KEPT = 1 << 17;

    final StoreSettings settings;
    final Server server;
    final Own own;
    final LinkedHashSet<Connection> open = new LinkedHashSet<>();
    final Replies replies = new Replies(REPLIES_KEPT);
    /** Where requests are read that come in whole. */
    byte[] scratch = new byte[1 << 16];

    private final int place;
    private final List<Way> ways;
    private final Departure departure;
    private final Request part = new Request();
    private final LongSupplier nanos;
    private final long startMillis;
    private List<Connection> advancing = new ArrayList<>();
    private List<Connection> later = new ArrayList<>();
    private long clients;

    /**
     * @param place of this core among the domain's
     * @param ways to each of them, its own too, which nobody takes
     * @param departure asked for when orders have gathered on a way
     * @param nanos the clock of this core, which nobody sets
     */
    Desk(StoreSettings settings, int place, List<Way> ways, Own own, Departure departure, LongSupplier nanos) {
        this.settings = settings;
        server = new Server(settings);
        this.place = place;
        this.ways = ways;
        this.own = own;
        this.departure = departure;
        this.nanos = nanos;
        startMillis = System.currentTimeMillis() - nanos.getAsLong() / 1_000_000;
    }

    /** Ids of all cores differ. */
    long nextClient() {
        return ++clients * ways.size() + place;
    }

    /** Milliseconds since 1970 as they were at the start and have passed since: no clock that is set changes them. */
    long nowMillis() {
        return startMillis + nanos.getAsLong() / 1_000_000;
    }

    /** Sends a command's parts to where their keys are; the reply waits in the line. */
    void spread(Command command, Request request, long nowMillis, Connection connection, Awaited awaited) {
        switch (command.route()) {
            case EACH_KEY -> {
                for (int word = 1; word < request.count(); word++) {
                    part.part(request, word, 1);
                    send(partition(part), command, part, nowMillis, connection, awaited, word - 1);
                }
            }
            case EACH_PAIR -> {
                for (int word = 1; word < request.count(); word += 2) {
                    part.part(request, word, 2);
                    send(partition(part), command, part, nowMillis, connection, awaited, word / 2);
                }
            }
            case EVERY_PARTITION -> {
                for (int each = 0; each < own.partitions(); each++) {
                    send(each, command, request, nowMillis, connection, awaited, each);
                }
            }
            case CURSOR -> {
                var named = Math.max(0, Scan.partition(request, own.partitions()));
                send(named, command, request, nowMillis, connection, awaited, 0);
            }
            case KEY -> send(partition(request), command, request, nowMillis, connection, awaited, 0);
            case CONNECTION -> throw new IllegalArgumentException(command + " has no parts");
        }
    }

    private int partition(Request request) {
        return KeyHash.partition(KeyHash.of(request, 1), own.partitions());
    }

    private void send(
            int partition,
            Command command,
            Request request,
            long nowMillis,
            Connection from,
            Awaited awaited,
            int part) {
        var core = partition % ways.size();
        if (core == place) {
            own.take(partition, command, request, nowMillis, from, awaited, part);
        } else {
            ways.get(core).take(partition, command, request, nowMillis, from, awaited, part);
            departure.soon();
        }
    }

    void advanceSoon(Connection connection) {
        advancing.add(connection);
    }

    /** Lets a connection go on once others had their turn. */
    void advanceLater(Connection connection) {
        later.add(connection);
        departure.soon();
    }

    /** Lets those connections go on for which something has come, or whose next turn it is. */
    void advance() {
        advancing.addAll(later);
        later = new ArrayList<>();
        while (!advancing.isEmpty()) {
            var now = advancing;
            advancing = new ArrayList<>();
            now.forEach(Connection::advance);
        }
    }

    /** A piece of what expires, and a look at who waits too long. */
    void sweep(long nowNanos) {
        own.sweep(nowMillis(), nowNanos);
        ways.forEach(way -> way.sweep(nowNanos));
        List.copyOf(open).forEach(connection -> connection.sweep(nowNanos));
        advance();
    }
}
