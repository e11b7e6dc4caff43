package multikernel.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.link.Start.End;

/**
 * A seeded run of the world: traffic and faults, then healing and rest. Everything that happens is chosen by one random
 * sequence, so a seed is a whole history.
 */
final class Chaos {

    /** What a seed makes of a world; printed when it fails. */
    record Options(int nodes, int steps, int faults, int messages, int batchBytes, LinkLimits limits) {

        static Options of(Random random) {
            var message = 64 + random.nextInt(200);
            var limits = new LinkLimits(
                    message,
                    1 + random.nextInt(random.nextBoolean() ? 3 : 40),
                    (message + Frames.OVERHEAD_BYTES) * (1 + random.nextInt(12)),
                    1 + random.nextInt(6),
                    100,
                    1000,
                    700,
                    20,
                    300);
            return new Options(
                    2 + random.nextInt(2),
                    200 + random.nextInt(1500),
                    random.nextInt(4) == 0 ? 0 : random.nextInt(20),
                    random.nextInt(400),
                    1 + random.nextInt(2000),
                    limits);
        }
    }

    private static final int REST_ROUNDS = 400;

    final Options options;
    final World world;
    private final Random random;
    private int faultsLeft;
    private int messagesLeft;
    private long hash;

    Chaos(long seed, Mistake mistake) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        options = Options.of(random);
        world = new World(options.nodes, options.limits, options.batchBytes, mistake);
        world.ledger.isCalm = options.faults == 0;
        faultsLeft = options.faults;
        messagesLeft = options.messages;
    }

    /** The same for the same seed. */
    long run() {
        for (var step = 0; step < options.steps; step++) {
            step();
        }
        heal();
        return hash;
    }

    private void step() {
        world.now += random.nextInt(5);
        var choice = random.nextInt(100);
        if (choice < 35) {
            deliver();
        } else if (choice < 60) {
            flush();
        } else if (choice < 85) {
            act();
        } else if (choice < 98) {
            tickAll();
        } else {
            fault();
        }
        hash = 31 * hash + world.ledger.received;
    }

    private void deliver() {
        var ways = world.ways();
        if (!ways.isEmpty()) {
            var way = pick(ways);
            world.deliver(way, random.nextInt(3) == 0 ? 1 + random.nextInt(20) : way.count());
        }
    }

    private void flush() {
        var running = world.running();
        if (!running.isEmpty()) {
            var start = pick(List.copyOf(running));
            world.flush(start, pick(List.copyOf(start.links.values())));
        }
    }

    /** All of them, so that nobody is silent who has a connection and a turn. */
    private void tickAll() {
        world.running().forEach(world::tick);
        if (options.faults == 0) {
            round();
        }
    }

    private void act() {
        var running = world.running();
        if (running.isEmpty()) {
            return;
        }
        var start = pick(List.copyOf(running));
        var open = start.ends.stream().filter(end -> !end.isClosed).toList();
        var choice = random.nextInt(20);
        if (choice == 0 || open.isEmpty()) {
            var name = new ChannelName(CoreId.of(0), CoreId.of(random.nextInt(2)), "s", pick(List.of(Plane.values())));
            world.open(start, pick(List.copyOf(start.links.values())), name);
        } else if (choice == 1 && random.nextInt(4) == 0) {
            world.close(start, pick(open));
        } else if (choice < 9) {
            handle(pick(open));
        } else {
            send(start, pick(open));
        }
    }

    private void handle(End end) {
        if (end.unhandled > 0) {
            world.handle(end, 1 + random.nextInt((int) end.unhandled));
        }
    }

    private void send(Start start, End end) {
        for (var i = random.nextInt(4); i >= 0 && messagesLeft > 0 && !end.asksForRoom && !end.isClosed; i--) {
            messagesLeft--;
            world.send(start, end, random.nextInt(32));
        }
    }

    private void fault() {
        if (faultsLeft == 0) {
            return;
        }
        faultsLeft--;
        var ways = world.ways();
        var start = pick(new ArrayList<>(world.latest.values()));
        switch (random.nextInt(9)) {
            case 0, 1, 2, 3 -> {
                if (!ways.isEmpty()) {
                    sever(pick(ways).wire());
                }
            }
            case 4 -> ways.stream().findAny().ifPresent(way -> way.isSilent = !way.isSilent);
            case 5 -> start.isFrozen = !start.isFrozen;
            case 6 -> world.now += random.nextInt(2000);
            case 7 -> world.start(start.name);
            default -> fenceOut(start);
        }
    }

    private void sever(Wire wire) {
        for (var way : List.of(wire.there, wire.back)) {
            if (!way.isClosed) {
                way.cut(random.nextInt(way.count() + 1));
            }
        }
    }

    /** Everybody else fences it, soon or late, and it does not know. */
    private void fenceOut(Start start) {
        for (var other : world.latest.values()) {
            if (other != start && !other.isDead) {
                world.fence(other, start.name);
            }
        }
    }

    private boolean isFencedOut(Start start) {
        return world.latest.values().stream()
                .anyMatch(other -> other.fences.getOrDefault(start.name, 0L) >= start.incarnation);
    }

    private void heal() {
        world.latest.values().forEach(start -> start.isFrozen = false);
        for (var start : List.copyOf(world.latest.values())) {
            if (isFencedOut(start)) {
                zombieSpeaks();
                world.start(start.name);
            }
        }
        for (var rounds = 0; rounds < REST_ROUNDS && !isAtRest(); rounds++) {
            var mayClose = rounds > REST_ROUNDS / 8 && world.running().stream().noneMatch(Chaos::waitsForRoom);
            Ledger.require(rounds < REST_ROUNDS / 2 || mayClose, "room never came");
            world.ways().forEach(way -> way.isSilent = false);
            world.now += 10;
            world.running().forEach(world::tick);
            round();
            for (var start : world.running()) {
                for (var end : List.copyOf(start.ends)) {
                    world.handle(end, (int) end.unhandled);
                    if (!end.isClosed && mayClose) {
                        world.close(start, end);
                    }
                }
            }
        }
        world.ledger.rest();
    }

    private static boolean waitsForRoom(Start start) {
        return start.ends.stream().anyMatch(end -> end.asksForRoom && !end.isClosed);
    }

    private void zombieSpeaks() {
        for (var rounds = 0; rounds < 5; rounds++) {
            world.now += 50;
            world.running().forEach(world::tick);
            round();
        }
    }

    private void round() {
        for (var start : world.running()) {
            start.links.values().forEach(link -> world.flush(start, link));
        }
        world.ways().forEach(way -> {
            while (world.deliver(way, Math.max(1, way.count()))) {
                hash++;
            }
        });
    }

    private boolean isAtRest() {
        return world.latest.values().stream()
                .allMatch(start -> start.ends.stream().allMatch(end -> end.isClosed));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
