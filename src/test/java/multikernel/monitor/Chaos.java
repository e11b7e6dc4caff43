package multikernel.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import multikernel.agreement.Limits;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Member;
import multikernel.base.OperationId;
import multikernel.monitor.Start.Fate;

/**
 * A seeded world: first faults, then healing and rest. Everything that happens is chosen by one random sequence, so a
 * seed is a whole history.
 */
final class Chaos {

    /** What a seed makes of a world; printed when it fails. */
    record Options(
            int cores,
            int operations,
            int names,
            int faults,
            int domainsMax,
            Limits limits,
            boolean impatient,
            boolean sparesLast,
            int slowOneIn) {

        static Options of(Random random) {
            boolean isSmall = random.nextInt(5) == 0;
            var limits = isSmall
                    ? new Limits(1 + random.nextInt(2), 1 + random.nextInt(2), 1 + random.nextInt(3))
                    : new Limits(32, 64, 64);
            return new Options(
                    2 + random.nextInt(random.nextBoolean() ? 2 : 7),
                    random.nextInt(16),
                    1 + random.nextInt(4),
                    random.nextInt(8),
                    random.nextInt(8) == 0 ? 2 : 64,
                    limits,
                    random.nextInt(4) == 0,
                    random.nextInt(4) != 0,
                    random.nextInt(4));
        }
    }

    private static final long PATIENCE_NANOS = 1_000_000_000_000L;
    private static final long IMPATIENCE_NANOS = 20_000;

    final Options options;
    final World world;
    final Invariants invariants;
    private final Random random;
    private final List<OperationId> everAsked = new ArrayList<>();
    private final List<DomainChange> changes = new ArrayList<>();
    private int operationsLeft;
    private int faultsLeft;
    private long hash;

    Chaos(long seed, Bug bug) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        options = Options.of(random);
        world = new World(options.cores, options.limits, options.domainsMax, bug);
        invariants = new Invariants(world);
        world.observers.add(invariants);
        operationsLeft = options.operations;
        faultsLeft = options.faults;
    }

    /** The same for the same seed, within one JVM. */
    long run(boolean hashed) {
        if (hashed) {
            world.observers.add(new World.Observer() {
                @Override
                public void happened(Start start, MonitorEvent event, List<MonitorEffect> effects) {
                    hash = 31 * (31 * (31 * hash + start.toString().hashCode()) + event.hashCode())
                            + effects.hashCode();
                }
            });
        }
        world.start(CoreId.of(random.nextInt(options.cores)));
        int idle = 0;
        while ((operationsLeft > 0 || faultsLeft > 0) && idle < 200) {
            idle = step() ? 0 : idle + 1;
        }
        heal();
        return hash;
    }

    private boolean step() {
        world.nowNanos += random.nextInt(1000);
        int choice = random.nextInt(100);
        if (choice < 70) {
            return deliver();
        } else if (choice < 82) {
            return tellView();
        } else if (choice < 88) {
            return ask();
        } else if (choice < 92) {
            return guard();
        } else if (choice < 95) {
            return startOne();
        } else if (choice < 97) {
            return fault();
        } else {
            return tick();
        }
    }

    private boolean deliver() {
        var loaded = world.loaded();
        if (loaded.isEmpty()) {
            return false;
        }
        var link = loaded.get(random.nextInt(loaded.size()));
        boolean isSlow = options.slowOneIn > 0 && (link.hashCodeOfPair() % (options.slowOneIn + 1)) == 0;
        if (!isSlow || random.nextInt(12) == 0) {
            world.deliver(link);
        }
        return true;
    }

    private boolean tellView() {
        var behind =
                world.running().stream().filter(start -> !start.views.isEmpty()).toList();
        if (behind.isEmpty()) {
            return false;
        }
        world.tellView(pick(behind));
        return true;
    }

    private boolean ask() {
        var able = world.running().stream()
                .filter(start -> start.conversations.view().number() > 0)
                .toList();
        if (operationsLeft == 0 || able.isEmpty()) {
            return false;
        }
        operationsLeft--;
        var start = pick(able);
        long deadline = world.nowNanos + (options.impatient ? IMPATIENCE_NANOS : PATIENCE_NANOS);
        if (options.impatient && !everAsked.isEmpty() && random.nextInt(3) == 0) {
            int which = random.nextInt(everAsked.size());
            if (!invariants.isRefused(everAsked.get(which))
                    && everAsked.get(which).origin().equals(start.core)
                    && everAsked.get(which).incarnation() == start.incarnation) {
                world.ask(start, everAsked.get(which), changes.get(which), deadline);
                return true;
            }
        }
        var operation = start.nextOperation();
        var change = change();
        everAsked.add(operation);
        changes.add(change);
        world.ask(start, operation, change, deadline);
        return true;
    }

    private DomainChange change() {
        var name = "domain-" + random.nextInt(options.names);
        var core = CoreId.of(random.nextInt(options.cores));
        return switch (random.nextInt(6)) {
            case 0, 1 -> new DomainChange.Kill(name);
            case 2 -> new DomainChange.Span(name, List.of(core), List.of());
            case 3 -> new DomainChange.Span(name, List.of(), List.of(core));
            default -> new DomainChange.Spawn(new DomainSpec(name, "web", List.of(core), 0, Map.of()));
        };
    }

    /** The guardian does one of the things that it has to. */
    private boolean guard() {
        var dead = world.deadMembers();
        if (!dead.isEmpty() && random.nextBoolean()) {
            world.declareLost(pick(dead));
            return true;
        }
        if (!world.saidJoined.isEmpty()) {
            world.hearJoined();
            return true;
        }
        return false;
    }

    private boolean startOne() {
        var down = new ArrayList<CoreId>();
        for (int core = 0; core < options.cores; core++) {
            var start = world.latest.get(CoreId.of(core));
            if (start == null || start.fate != Fate.RUNNING) {
                down.add(CoreId.of(core));
            }
        }
        if (down.isEmpty()) {
            return false;
        }
        world.start(pick(down));
        return true;
    }

    private boolean fault() {
        var running = world.running();
        if (faultsLeft == 0 || running.isEmpty()) {
            return false;
        }
        var start = pick(running);
        if (options.sparesLast && others(running, start) == 0) {
            return false;
        }
        faultsLeft--;
        switch (random.nextInt(3)) {
            case 0 -> world.crash(start);
            case 1 -> start.effectsUntilDeath = start.effects + random.nextInt(6);
            default -> world.declareLost(start);
        }
        return true;
    }

    /** Cores beside this one that have joined and that nothing is to happen to. */
    private long others(List<Start> running, Start but) {
        return running.stream()
                .filter(start -> start != but && start.effectsUntilDeath == Long.MAX_VALUE)
                .filter(start ->
                        world.view.member(start.core).filter(Member::joined).isPresent())
                .count();
    }

    private boolean tick() {
        var waiting = world.running().stream()
                .filter(start -> start.conversations.pending() > 0)
                .toList();
        if (waiting.isEmpty()) {
            return false;
        }
        world.tick(pick(waiting));
        return true;
    }

    private void heal() {
        for (var start : world.starts) {
            start.effectsUntilDeath = Long.MAX_VALUE;
            if (start.fate == Fate.FENCED) {
                world.crash(start);
            }
        }
        world.latest.values().stream().filter(start -> start.fate == Fate.DEAD).forEach(world::declareLost);
        for (int steps = 0; steps < 40_000 && !isAtRest(); steps++) {
            int choice = random.nextInt(10);
            boolean moved = choice < 6 ? deliver() : choice < 8 ? tellView() : choice < 9 ? guard() : startOne();
            hash += moved ? 1 : 0;
        }
        Invariants.require(isAtRest(), () -> "does not come to rest");
        invariants.requireRest();
        invariants.requireTakenNamesWereSpawned();
    }

    private boolean isAtRest() {
        return world.running().size() == options.cores
                && world.loaded().isEmpty()
                && world.saidJoined.isEmpty()
                && world.running().stream().allMatch(start -> start.views.isEmpty());
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
