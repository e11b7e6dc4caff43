package multikernel.shard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import multikernel.agreement.group.Seat;
import multikernel.shard.ShardOptions.Hints;

/** A seeded {@link ShardWorld}: first faults, then healing and rest. A seed is a whole history. */
final class ShardChaos {

    private static final int SETTLING = 40 * ShardOptions.LEASE;
    /** In one of so many worlds the nodes have to agree on where the partitions begin. */
    private static final int AGREEING = 4;
    /** No fault goes on for longer. */
    private static final int FAULTS_LAST = 2000;

    private static final int STEP = 50;
    /** From the end of one call of a client's to the next, and until its host sees that its time is over. */
    private static final int TICKS_AND_PAUSE = 200;

    final ShardOptions options;
    final ShardWorld world;
    private final Random random;
    private final List<ShardClient> clients = new ArrayList<>();

    ShardChaos(long seed, ShardBug bug) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        options = ShardOptions.of(random);
        world = new ShardWorld(random, options, bug, seed % AGREEING == 0);
    }

    void run() {
        for (int client = 1; client <= options.clients(); client++) {
            clients.add(new ShardClient(world, client));
        }
        for (var node : world.nodes) {
            if (node.number == 0) {
                world.start(node);
            } else {
                world.after(random.nextInt(random.nextInt(3) == 0 ? 1500 : 50), () -> world.start(node));
            }
        }
        failEarly();
        world.runUntil(random.nextInt(500));
        clients.forEach(client -> client.begin(options.calls(), false));
        for (int fault = 0; fault < options.faults(); fault++) {
            world.runUntil(world.now + random.nextInt(600));
            fault();
            hint();
        }
        world.runUntil(world.now + 500);
        rest();
    }

    /** In many worlds a core fails while what it has founded comes to have its seats. */
    private void failEarly() {
        for (int times = random.nextInt(4); times > 0; times--) {
            world.runUntil(world.now + random.nextInt(random.nextBoolean() ? 100 : 600));
            var some = world.nodes.get(random.nextInt(3) == 0 ? random.nextInt(options.nodes()) : 0);
            if (some.up) {
                world.fail(some.hosts.get(random.nextInt(some.cores)), random.nextInt(3) == 0);
            }
        }
    }

    private void fault() {
        var some = pick();
        switch (random.nextInt(9)) {
            case 0, 1 -> world.cut(some, pick(), false);
            case 2 -> world.cut(some, pick(), true);
            case 3 -> world.up().forEach(other -> world.cut(some, other, true));
            case 4 -> world.heal();
            case 5 -> standStill(some);
            case 6 -> {
                if (world.kill(some)) {
                    removed(some, random.nextInt(1000));
                    world.after(1 + random.nextInt(700), () -> startAgain(some));
                }
            }
            case 7 -> world.fail(some.hosts.get(random.nextInt(some.cores)), random.nextInt(3) == 0);
            default -> {
                var old = world.currentView();
                int left = world.left;
                world.after(random.nextInt(2000), () -> some.hosts.forEach(host -> world.see(host, old, left)));
            }
        }
    }

    /** Whoever stands still for long is no member any more, and ends some time after it went on. */
    private void standStill(ShardNode node) {
        world.stop(node);
        int still = 1 + random.nextInt(1200);
        int incarnation = node.incarnation;
        boolean isRemoved = random.nextInt(3) == 0 && world.survival.survives(node.hosts, true);
        if (isRemoved) {
            world.survival.goes(node);
            removed(node, random.nextInt(still));
        }
        world.up().stream().filter(other -> random.nextInt(3) == 0).forEach(other -> world.cut(node, other, false));
        world.after(still, () -> world.resume(node));
        if (isRemoved) {
            world.after(still + random.nextInt(500), () -> {
                if (node.incarnation == incarnation
                        && (world.kill(node) || isFounderThatLeft(node) && world.end(node))) {
                    world.after(random.nextInt(300), () -> startAgain(node));
                } else if (node.incarnation == incarnation && node.up) {
                    world.member(node, true);
                }
            });
        }
    }

    /** Nobody who left comes back, and least of all who began. */
    private boolean isFounderThatLeft(ShardNode node) {
        return node.number == 0 && node.incarnation == 1 && node.up && !world.isMember(node);
    }

    private void removed(ShardNode node, int delay) {
        int incarnation = node.incarnation;
        world.after(delay, () -> {
            if (node.incarnation == incarnation && world.isMember(node)) {
                world.member(node, false);
            }
        });
    }

    private void startAgain(ShardNode node) {
        if (!node.up) {
            if (world.isMember(node)) {
                world.member(node, false);
            }
            world.start(node);
        }
    }

    /** What Cluster Sharding says, if it says anything. */
    private void hint() {
        int partition = random.nextInt(options.partitions());
        switch (options.hints()) {
            case NEVER -> {}
            case RIGHT -> {
                var chosen = pick();
                world.up().forEach(node -> hint(node, partition, node == chosen));
            }
            case ANYHOW -> hint(pick(), partition, random.nextBoolean());
        }
    }

    private void hint(ShardNode node, int partition, boolean isOurs) {
        world.after(random.nextInt(100), () -> {
            if (node.up) {
                var host = node.holder(partition);
                world.turns.reach(
                        host, () -> world.turns.perform(host, host.shards.elected(partition, isOurs, host.clock())));
            }
        });
    }

    private ShardNode pick() {
        var up = world.up();
        return up.get(random.nextInt(up.size()));
    }

    private void rest() {
        world.slowPercent = 0;
        world.heal();
        world.nodes.forEach(world::resume);
        world.runUntil(world.now + FAULTS_LAST);
        world.nodes.stream().filter(node -> node.incarnation > 0).forEach(this::startAgain);
        world.up().stream().filter(node -> !world.isMember(node)).forEach(node -> world.member(node, true));
        boolean isLost = hasLostAMajority();
        long calls = isLost ? options.calls() * (options.limits().commandNanos() + TICKS_AND_PAUSE) : 0;
        runUntil(() -> clients.stream().allMatch(ShardClient::isIdle), Math.max(SETTLING, calls));
        ShardLedger.require(clients.stream().allMatch(ShardClient::isIdle), "a command has no end: " + world.report());
        if (isLost) {
            world.ledger.lost++;
            world.ledger.requireLinearizable();
            return;
        }
        runUntil(this::isSeated);
        ShardLedger.require(isSeated(), "not at rest: " + world.report());
        clients.forEach(client -> client.begin(5, true));
        runUntil(() -> clients.stream().allMatch(ShardClient::isIdle));
        ShardLedger.require(
                clients.stream().allMatch(ShardClient::isIdle), "a partition takes no writes: " + world.report());
        runUntil(this::isAgreed);
        ShardLedger.require(isAgreed(), "not the same: " + world.report());
        if (options.hints() == Hints.NEVER) {
            runUntil(this::isDealt);
            ShardLedger.require(isDealt(), "not dealt evenly: " + world.report());
        }
        world.ledger.requireLinearizable();
    }

    private boolean hasLostAMajority() {
        return !world.survival.survives(List.of(), false);
    }

    /** Each partition has an owner, and replicas enough, all of which live. */
    private boolean isSeated() {
        var live = new HashSet<Seat>();
        world.hosts().forEach(host -> live.add(host.host.seat()));
        for (int partition = 0; partition < options.partitions(); partition++) {
            var owner = world.turns.reader(partition);
            if (owner == null
                    || owner.seats(partition).size() != options.limits().replicas()
                    || !live.containsAll(owner.seats(partition))) {
                return false;
            }
        }
        return true;
    }

    private boolean isAgreed() {
        for (int partition = 0; partition < options.partitions(); partition++) {
            int number = partition;
            var owner = world.turns.reader(partition);
            if (owner == null
                    || world.hosts().stream()
                            .filter(host -> owner.seats(number).contains(host.host.seat()))
                            .anyMatch(host -> !host.state(number).values.equals(owner.state(number).values)
                                    || host.state(number).copies != 0)) {
                return false;
            }
        }
        return true;
    }

    /** Each partition is owned by the first of its members. */
    private boolean isDealt() {
        for (int partition = 0; partition < options.partitions(); partition++) {
            var owner = world.turns.reader(partition);
            if (owner == null
                    || !Seating.ranked(partition, owner.seats(partition))
                            .getFirst()
                            .equals(owner.host.seat())) {
                return false;
            }
        }
        return true;
    }

    private void runUntil(BooleanSupplier done) {
        runUntil(done, SETTLING);
    }

    private void runUntil(BooleanSupplier done, long limit) {
        long end = world.now + limit;
        while (world.now < end && !done.getAsBoolean()) {
            world.runUntil(world.now + STEP);
        }
    }
}
