package multikernel.workload.store;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the connections and the dispatcher of one core work with: its partition, the ways to the others, and the room in
 * which replies are made. Of the core's thread.
 */
final class Desk {

    private static final int REPLIES_KEPT = 1 << 17;

    final StoreSettings settings;
    final Server server;
    final List<Way> ways;
    final LinkedHashSet<Connection> open = new LinkedHashSet<>();
    final Replies replies = new Replies(REPLIES_KEPT);
    /** Where requests are read that come in whole. */
    byte[] scratch = new byte[1 << 16];

    private final int own;
    private final FramePartition partition;
    private final Supplier<MemorySegment> frame;
    private final Runnable depart;
    private final Request part = new Request();
    private final Order order = new Order();
    private final Replies aside = new Replies(1 << 12);
    private final long startMillis = System.currentTimeMillis() - System.nanoTime() / 1_000_000;
    private List<Connection> advancing = new ArrayList<>();
    private int sweptTo;
    private long clients;
    private boolean isDeparting;

    /**
     * @param own place of this core among the domain's
     * @param ways to each of them, its own too, which nobody takes
     * @param frame as it is mapped now
     * @param depart asks for {@link #depart} to be called soon
     */
    Desk(StoreSettings settings, int own, List<Way> ways, Supplier<MemorySegment> frame, Runnable depart) {
        this.settings = settings;
        server = new Server(settings);
        this.own = own;
        this.ways = ways;
        this.frame = frame;
        this.depart = depart;
        partition = new FramePartition(
                own, ways.size(), settings.memory(), settings.limits().bulkBytes());
    }

    /** Ids of all cores differ. */
    long nextClient() {
        return ++clients * ways.size() + own;
    }

    /** Milliseconds since 1970 as they were at the start and have passed since: no clock that is set changes them. */
    long nowMillis() {
        return startMillis + System.nanoTime() / 1_000_000;
    }

    /** Looks up where the frame is mapped; before anything is asked of the partition in one turn of the core. */
    void begin() {
        partition.over(frame.get());
    }

    boolean isOwn(long hash) {
        return ways.size() == 1 || KeyHash.partition(hash, ways.size()) == own;
    }

    /** Executes a command of one key that is this core's. */
    void here(Command command, Request request, long nowMillis, int version, Replies into) {
        into.speak(version);
        if (command.writes()) {
            partition.write(command, request, nowMillis, into);
        } else {
            partition.read(command, request, nowMillis, into);
        }
    }

    /** Sends a command's parts to where their keys are; the reply waits in the line. */
    void spread(Command command, Request request, long nowMillis, Connection connection, Awaited awaited) {
        switch (command.route()) {
            case EACH_KEY -> {
                for (int word = 1; word < request.count(); word++) {
                    part.part(request, word, 1);
                    send(target(part), command, part, nowMillis, connection, awaited, word - 1);
                }
            }
            case EACH_PAIR -> {
                for (int word = 1; word < request.count(); word += 2) {
                    part.part(request, word, 2);
                    send(target(part), command, part, nowMillis, connection, awaited, word / 2);
                }
            }
            case EVERY_PARTITION -> {
                for (int target = 0; target < ways.size(); target++) {
                    send(target, command, request, nowMillis, connection, awaited, target);
                }
            }
            case CURSOR ->
                send(
                        Math.max(0, Scan.partition(request, ways.size())),
                        command,
                        request,
                        nowMillis,
                        connection,
                        awaited,
                        0);
            case KEY -> send(target(request), command, request, nowMillis, connection, awaited, 0);
            case CONNECTION -> throw new IllegalArgumentException(command + " has no parts");
        }
    }

    private int target(Request request) {
        return KeyHash.partition(KeyHash.of(request, 1), ways.size());
    }

    private void send(
            int target, Command command, Request request, long nowMillis, Connection from, Awaited awaited, int part) {
        if (target != own) {
            ways.get(target).take(command, request, from, awaited, part);
            departSoon();
            return;
        }
        aside.clear();
        here(command, request, nowMillis, awaited.version(), aside);
        awaited.arrived(part, java.util.Arrays.copyOf(aside.bytes(), aside.size()), 0, aside.size());
    }

    private void departSoon() {
        if (!isDeparting) {
            isDeparting = true;
            depart.run();
        }
    }

    /** To be called by what {@link #departSoon} asked. */
    void departing() {
        isDeparting = false;
    }

    /** Executes what another core has sent. */
    Cargo perform(byte[] orders, int count) {
        begin();
        var now = nowMillis();
        var at = 0;
        var answers = new Replies(1 << 12);
        for (int each = 0; each < count; each++) {
            at = order.read(orders, at);
            var head = answers.reserve(Integer.BYTES);
            if (answers.size() > settings.outputBytesMax()) {
                answers.error("TRYAGAIN the answers of this core are too long; nothing was done");
            } else {
                order.execute(partition, now, answers);
            }
            ByteBuffer.wrap(answers.bytes()).putInt(head, answers.size() - head - Integer.BYTES);
        }
        return Cargo.copyOf(answers);
    }

    void advanceSoon(Connection connection) {
        advancing.add(connection);
    }

    /** Lets those connections go on for which something has come. */
    void advance() {
        while (!advancing.isEmpty()) {
            var now = advancing;
            advancing = new ArrayList<>();
            now.forEach(Connection::advance);
        }
    }

    /** A piece of what expires, and a look at who waits too long. */
    void sweep(int homes, long nowNanos) {
        begin();
        sweptTo = partition.sweep(sweptTo, homes, nowMillis());
        ways.forEach(way -> way.sweep(nowNanos));
        List.copyOf(open).forEach(connection -> connection.sweep(nowNanos));
        advance();
    }
}
