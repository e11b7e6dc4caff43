package multikernel.ownership.far;

import java.util.List;
import java.util.Random;
import multikernel.base.CoreId;
import multikernel.capability.Capability;
import multikernel.capability.Rights;
import multikernel.codec.Bytes;

/** One seed's history: users on some nodes at once, and what goes wrong meanwhile; then nothing does. */
final class FarChaos {

    private static final int STEPS = 120;
    private static final List<String> NAMES = List.of("ant", "bee", "cat", "dog", "elk");

    final FarWorld world;
    private final Random random;
    private final int nodes;

    FarChaos(long seed, FarBug bug) {
        random = new Random(seed);
        nodes = 3 + random.nextInt(3);
        world = new FarWorld(random, bug);
        world.lossPercent = random.nextInt(3) * 10;
        world.repeatPercent = random.nextInt(3) * 10;
    }

    void run() {
        NAMES.subList(0, nodes).forEach(world::start);
        world.run(1_000);
        for (int step = 0; step < STEPS; step++) {
            step();
            world.run(random.nextInt(60));
        }
        heal();
        world.checks.quiet();
    }

    private void step() {
        var up = world.running();
        if (up.size() * 2 <= nodes) {
            resumeOne();
            return;
        }
        var station = up.get(random.nextInt(up.size()));
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4 -> copy(station);
            case 5, 6 -> share(station);
            case 7 -> drop(station);
            case 8 -> revoke(station);
            case 9 -> fail(station);
            case 10, 11 -> resumeOne();
            default -> use(station);
        }
    }

    private static Rights some(Random random, Rights of) {
        return new Rights(of.bits() & (random.nextBoolean() ? 15 : random.nextInt(16)));
    }

    private CoreId core() {
        return CoreId.of(random.nextInt(FarStation.CORES));
    }

    private void copy(FarStation home) {
        var anchor = home.slots.isEmpty() || random.nextInt(3) == 0
                ? home.make()
                : List.copyOf(home.slots.keySet()).get(random.nextInt(home.slots.size()));
        var object = home.slots.get(anchor);
        if (object != null) {
            var to = NAMES.get(random.nextInt(nodes));
            var rights = some(random, Rights.ALL);
            home.on(new FarEvent.Copy(home.ticket(), anchor, new Capability(object, Rights.ALL), to, core(), rights));
            remember(home);
        }
    }

    /** Which of home's copies each name stands for. */
    private void remember(FarStation home) {
        for (var other : world.stations.values()) {
            for (var held : other.far.reading().held()) {
                var ref = held.ref();
                if (ref.home().equals(home.member)) {
                    held.object()
                            .ifPresent(object -> home.slots.keySet().stream()
                                    .filter(anchor -> anchor.object().equals(object.id()))
                                    .forEach(anchor -> world.copied(ref, home.member, anchor)));
                }
            }
        }
    }

    private void use(FarStation holder) {
        var held = holder.held();
        if (!held.isEmpty()) {
            var ref = held.get(random.nextInt(held.size()));
            remember(world.station(ref.home()));
            ask(
                    holder,
                    ref,
                    switch (random.nextInt(3)) {
                        case 0 -> new FarRequest.Read(0, 3);
                        case 1 -> new FarRequest.Write(1 + random.nextInt(30_000), Bytes.EMPTY);
                        default -> new FarRequest.Identify();
                    });
        }
    }

    private void share(FarStation holder) {
        var held = holder.held();
        if (!held.isEmpty()) {
            var ref = held.get(random.nextInt(held.size()));
            ask(
                    holder,
                    ref,
                    new FarRequest.Share(NAMES.get(random.nextInt(nodes)), core(), new Rights(random.nextInt(16))));
        }
    }

    private void ask(FarStation holder, FarRef ref, FarRequest request) {
        long ticket = holder.ticket();
        world.checks.asks(holder, ticket, ref, request);
        holder.on(new FarEvent.Ask(ticket, ref, request));
    }

    private void drop(FarStation holder) {
        var held = holder.held();
        if (!held.isEmpty()) {
            holder.on(new FarEvent.Drop(holder.ticket(), held.get(random.nextInt(held.size()))));
        }
    }

    private void revoke(FarStation home) {
        if (!home.slots.isEmpty()) {
            remember(home);
            world.revoke(home, List.copyOf(home.slots.keySet()).get(random.nextInt(home.slots.size())));
        }
    }

    private void fail(FarStation station) {
        switch (random.nextInt(3)) {
            case 0 -> {
                world.kill(station);
                world.after(200 + random.nextInt(1_000), () -> {
                    world.remove(station);
                    world.after(random.nextInt(500), () -> world.start(station.member.name()));
                });
            }
            case 1 -> {
                world.stop(station);
                world.after(300 + random.nextInt(2_500), () -> resume(station));
            }
            default -> {
                world.stop(station);
                world.after(200 + random.nextInt(1_500), () -> world.remove(station));
                world.after(1_800 + random.nextInt(2_000), () -> {
                    resume(station);
                    world.after(random.nextInt(2_000), () -> world.start(station.member.name()));
                });
            }
        }
    }

    private void resume(FarStation station) {
        if (station.isStopped) {
            world.resume(station);
        }
    }

    private void resumeOne() {
        world.stations.values().stream()
                .filter(each -> each.isStopped && world.isMember(each))
                .min(java.util.Comparator.comparing(each -> each.member))
                .ifPresent(world::resume);
    }

    private void heal() {
        world.lossPercent = 0;
        world.repeatPercent = 0;
        world.run(6_000);
        for (var station : List.copyOf(world.stations.values())) {
            resume(station);
        }
        world.run(12_000);
        world.running().forEach(home -> home.on(new FarEvent.Changed()));
        world.run(3_000);
    }
}
