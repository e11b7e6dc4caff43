package multikernel.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import multikernel.agreement.CommitInvariants.Attempt;
import multikernel.agreement.CommitStart.Fate;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/**
 * A seeded {@link CommitWorld}: first faults, then healing and rest. Everything that happens is chosen by one random
 * sequence, so a seed is a whole history.
 */
final class CommitChaos {

    /** What a seed makes of a world; printed when it fails. */
    record Options(
            int cores,
            int operations,
            int faults,
            int openMax,
            int refusesOneIn,
            int slowOneIn,
            boolean heals,
            boolean doubtful) {

        static Options of(Random random) {
            if (random.nextInt(3) == 0) {
                return doubtful(random);
            }
            return new Options(
                    2 + random.nextInt(random.nextBoolean() ? 3 : 7),
                    1 + random.nextInt(10),
                    random.nextInt(6),
                    random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 16,
                    random.nextInt(3) * 6,
                    random.nextInt(4),
                    random.nextInt(4) != 0,
                    false);
        }

        /** Few votes in two phases, nobody refuses, and coordinators are lost over them. */
        private static Options doubtful(Random random) {
            return new Options(
                    3 + random.nextInt(2),
                    1 + random.nextInt(2),
                    1 + random.nextInt(3),
                    16,
                    0,
                    1 + random.nextInt(2),
                    random.nextInt(8) != 0,
                    true);
        }
    }

    final Options options;
    final CommitWorld world;
    private final Random random;
    /** Which links are slow. */
    private final int slowness;

    private int operationsLeft;
    private int faultsLeft;

    CommitChaos(long seed, CommitBug bug) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        options = Options.of(random);
        world = new CommitWorld(options.openMax, bug);
        world.traced = seed == Long.getLong("seed", 0);
        world.invariants.faulty = options.faults > 0;
        slowness = random.nextInt(12);
        operationsLeft = options.operations;
        faultsLeft = options.faults;
    }

    /** The same for the same seed. */
    long run(boolean hashed) {
        world.hashed = hashed;
        for (int core = 0; core < options.cores; core++) {
            world.start(CoreId.of(core));
        }
        int idle = 0;
        while ((operationsLeft > 0 || faultsLeft > 0) && idle < 200) {
            idle = step() ? 0 : idle + 1;
        }
        heal();
        return world.hash;
    }

    private boolean step() {
        int choice = random.nextInt(100);
        if (choice < 50) {
            return deliver();
        } else if (choice < 60) {
            return hearGuardian();
        } else if (choice < 76) {
            return work();
        } else if (choice < 86) {
            return begin();
        } else if (choice < 89) {
            return guard();
        } else if (choice < 92) {
            return fault();
        } else if (choice < 94) {
            return restart();
        } else if (choice < 98) {
            return takeOver();
        } else {
            return cancel();
        }
    }

    private boolean deliver() {
        if (world.loaded.isEmpty()) {
            return false;
        }
        var link = pick(world.loaded);
        int pair = slowness + link.from().core.index() * 31 + link.to().core.index() * 7;
        if (options.slowOneIn == 0 || pair % (options.slowOneIn + 1) != 0 || random.nextInt(12) == 0) {
            world.deliver(link);
        }
        return true;
    }

    private boolean hearGuardian() {
        var able = world.running();
        if (able.isEmpty()) {
            return false;
        }
        var start = pick(able);
        boolean hasView = !start.views.isEmpty();
        boolean hasEnding = !start.endings.isEmpty();
        if (hasView && (!hasEnding || random.nextBoolean())) {
            world.tellView(start);
        } else if (hasEnding) {
            world.tellEnding(start);
        }
        return hasView || hasEnding;
    }

    private boolean work() {
        var start = pick(world.starts);
        if (start.fate == Fate.DEAD || (start.questions.isEmpty() && start.tasks.isEmpty())) {
            return false;
        }
        if (!start.questions.isEmpty() && (start.tasks.isEmpty() || random.nextBoolean())) {
            world.answer(start, options.refusesOneIn == 0 || random.nextInt(options.refusesOneIn) > 0);
        } else {
            world.work(start);
        }
        return true;
    }

    private boolean begin() {
        var able = able();
        if (operationsLeft == 0 || able.isEmpty()) {
            return false;
        }
        operationsLeft--;
        var start = pick(able);
        var phases = options.doubtful || random.nextBoolean() ? Phases.TWO : Phases.ONE;
        world.begin(start, start.nextOperation(), 1, phases, tree(start));
        return true;
    }

    /** Some of the members, and now and then one that was seen to leave; in any shape. */
    private Tree tree(CommitStart root) {
        var cores = new ArrayList<CoreId>();
        for (var core : world.latest.keySet()) {
            boolean isMember = root.view.member(core).isPresent();
            if (isMember ? random.nextInt(5) > 0 : random.nextInt(8) == 0 && root.seen.containsKey(core)) {
                cores.add(core);
            }
        }
        return switch (random.nextInt(4)) {
            case 0 -> Trees.sequential(root.core, cores);
            case 1 -> Trees.binary(root.core, cores);
            case 2 -> Trees.twoLevel(root.core, cores, core -> core.index() / 2);
            default -> Shapes.random(root.core, cores, random);
        };
    }

    private List<CommitStart> able() {
        return world.starts.stream()
                .filter(start -> start.fate == Fate.RUNNING && start.view.number() > 0)
                .toList();
    }

    /** The guardian notices what has happened. */
    private boolean guard() {
        for (var start : world.starts) {
            boolean isMember = world.view.admits(start.core, start.incarnation);
            if (start.fate == Fate.DEAD && (isMember || !start.endKnown) && random.nextBoolean()) {
                if (isMember && (start.endKnown || random.nextBoolean())) {
                    world.lose(start);
                } else if (!start.endKnown) {
                    world.end(start);
                }
                return true;
            }
            if (start.fate == Fate.FENCED && random.nextInt(6) == 0) {
                world.crash(start);
                return true;
            }
        }
        return false;
    }

    private boolean fault() {
        var running = world.running();
        if (faultsLeft == 0 || running.size() < 2) {
            faultsLeft = 0;
            return false;
        }
        if (options.doubtful && operationsLeft > 0) {
            return false;
        }
        faultsLeft--;
        var start = pick(running);
        if (options.doubtful && random.nextBoolean()) {
            var open = open();
            if (!open.isEmpty()) {
                var attempt = pick(open);
                start = attempt.participants.get(random.nextInt(Math.min(2, attempt.participants.size())));
                start.effectsUntilDeath = start.effects + 1 + random.nextInt(5);
                return true;
            }
        }
        switch (random.nextInt(3)) {
            case 0 -> world.crash(start);
            case 1 -> start.effectsUntilDeath = start.effects + random.nextInt(8);
            default -> world.lose(start);
        }
        return true;
    }

    private boolean restart() {
        var gone = world.latest.values().stream()
                .filter(start -> start.fate != Fate.RUNNING && !world.view.admits(start.core, start.incarnation))
                .toList();
        if (gone.isEmpty() || random.nextInt(3) > 0) {
            return false;
        }
        world.start(pick(gone).core);
        return true;
    }

    /** A new owner of what a dead one had begun asks for the same operation, under a higher ballot. */
    private boolean takeOver() {
        var able = able();
        var orphans = world.invariants.latest.values().stream()
                .filter(attempt -> attempt.coordinator.endKnown && attempt.finished == null)
                .filter(attempt -> attempt.key.ballot() < 4)
                .toList();
        if (able.isEmpty() || orphans.isEmpty()) {
            return false;
        }
        Attempt orphan = pick(orphans);
        var start = pick(able);
        var old = orphan.coordinator;
        if (!start.toldEnded.contains(old) || start.view.admits(old.core, old.incarnation)) {
            return false;
        }
        world.begin(start, orphan.key.operation(), orphan.key.ballot() + 1, orphan.phases, tree(start));
        return true;
    }

    private boolean cancel() {
        var open = open();
        if (open.isEmpty() || random.nextInt(3) > 0) {
            return false;
        }
        var attempt = pick(open);
        world.cancel(attempt.coordinator, attempt.key.operation());
        return true;
    }

    private List<Attempt> open() {
        return world.invariants.latest.values().stream()
                .filter(attempt -> attempt.finished == null && attempt.coordinator.fate == Fate.RUNNING)
                .toList();
    }

    private void heal() {
        world.starts.forEach(start -> start.effectsUntilDeath = Integer.MAX_VALUE);
        if (options.heals) {
            world.starts.stream().filter(start -> start.fate == Fate.FENCED).forEach(world::crash);
        }
        world.settle(random, options.refusesOneIn);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
