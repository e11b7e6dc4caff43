package multikernel.agreement.group;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** A seeded {@link GroupWorld}: first faults, then healing and rest. A seed is a whole history. */
final class GroupChaos {

    private static final int SETTLING = 16 * GroupOptions.LEASE_LONG;
    private static final int STEP = 50;

    final GroupOptions options;
    final GroupWorld world;
    private final Random random;
    private final List<GroupClient> clients = new ArrayList<>();

    GroupChaos(long seed, GroupBug bug) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        options = GroupOptions.of(seed, random);
        world = new GroupWorld(random, options, bug);
    }

    void run() {
        for (int client = 1; client <= options.clients(); client++) {
            clients.add(new GroupClient(world, client));
        }
        world.perform(world.seat(0), world.seat(0).group.lead(world.clock(world.seat(0))));
        world.runUntil(200);
        clients.forEach(client -> client.begin(options.calls(), false));
        for (int fault = 0; fault < options.faults(); fault++) {
            world.runUntil(world.now + random.nextInt((int) options.limits().leaseNanos() * 3 / 2));
            fault();
            hint();
        }
        world.runUntil(world.now + 500);
        rest();
    }

    private void fault() {
        var some = pick();
        switch (random.nextInt(options.isHarsh() ? 11 : 8)) {
            case 0 -> world.faults.isolate(some, true, true);
            case 1 -> world.faults.isolate(some, random.nextBoolean(), true);
            case 2 -> world.faults.cut(some.node, pick().node);
            case 3 -> world.faults.heal();
            case 4 -> {
                world.faults.stop(some);
                world.after(1 + random.nextInt(1500), () -> world.faults.resume(some));
            }
            case 5 -> {
                if (world.faults.crash(some)) {
                    world.after(1 + random.nextInt(500), () -> {
                        if (world.seat(some.node) == some) {
                            world.faults.restart(some);
                        }
                    });
                }
            }
            case 6 -> reseat(pick());
            case 8 -> owner().ifPresent(world.faults::usurp);
            case 9 -> world.faults.arm();
            case 10 -> world.faults.slow(30 + random.nextInt(40), 200 + random.nextInt(600));
            default -> world.alive().forEach(this::reseat);
        }
    }

    /** Someone thinks that it knows who should be a member. */
    private void reseat(GroupSeat at) {
        var desired = desired();
        world.reach(at, () -> world.perform(at, at.group.seat(desired, world.clock(at))));
    }

    private List<Seat> desired() {
        var seats =
                new ArrayList<>(world.alive().stream().map(seat -> seat.seat).toList());
        Collections.shuffle(seats, random);
        return seats.subList(0, Math.min(options.seats(), seats.size()));
    }

    /** Whom sharding starts, or stops, may be anyone. */
    private void hint() {
        var some = options.hintsAnywhere() ? pick() : world.seat(random.nextInt(2));
        boolean leads = random.nextInt(4) > 0;
        world.reach(some, () -> world.perform(some, leads ? some.group.lead(world.clock(some)) : some.group.yield()));
    }

    private GroupSeat pick() {
        var alive = world.alive();
        return alive.get(random.nextInt(alive.size()));
    }

    private void rest() {
        world.faults.settle();
        world.alive().forEach(seat -> world.perform(seat, seat.group.lead(world.clock(seat))));
        runUntil(() -> owner().isPresent() && clients.stream().allMatch(GroupClient::isIdle));
        if (world.faults.hasLostAMajority()) {
            world.ledger.lost++;
            world.ledger.requireLinearizable();
            return;
        }
        var owner = owner().orElseThrow(() -> new AssertionError("nobody owns the group: " + world.report()));
        var desired = new ArrayList<>(desired());
        if (!desired.contains(owner.seat)) {
            desired.set(0, owner.seat);
        }
        world.alive().forEach(seat -> world.perform(seat, seat.group.seat(desired, world.clock(seat))));
        world.alive().stream()
                .filter(seat -> !desired.contains(seat.seat))
                .forEach(seat -> world.perform(seat, seat.group.yield()));
        clients.forEach(client -> client.begin(3, true));
        runUntil(() -> clients.stream().allMatch(GroupClient::isIdle) && isAgreed(desired));
        GroupLedger.require(clients.stream().allMatch(GroupClient::isIdle), "a client waits: " + world.report());
        GroupLedger.require(isAgreed(desired), "not at rest as " + desired + ": " + world.report());
        world.ledger.requireLinearizable();
    }

    /** One owns the group, it is who it should be, and all hold the same. */
    private boolean isAgreed(List<Seat> desired) {
        var owner = owner().orElse(null);
        return owner != null
                && owner.group.seats().size() == desired.size()
                && desired.containsAll(owner.group.seats())
                && world.alive().stream()
                        .filter(seat -> desired.contains(seat.seat))
                        .allMatch(seat -> seat.state.values.equals(owner.state.values))
                && world.alive().stream().allMatch(seat -> seat.state.copies == 0);
    }

    private void runUntil(BooleanSupplier done) {
        long end = world.now + SETTLING;
        while (world.now < end && !done.getAsBoolean()) {
            world.runUntil(world.now + STEP);
        }
    }

    private Optional<GroupSeat> owner() {
        return world.alive().stream()
                .filter(seat -> seat.group.mayRead(world.clock(seat)) == null)
                .findFirst();
    }
}
