package multikernel.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import multikernel.base.OperationId;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.Request;
import multikernel.simulation.Start.Fate;
import org.jspecify.annotations.Nullable;

/**
 * One seed: domains ask while cores fail, then everything heals and comes to rest, then everything is deleted and the
 * pool is as it was. All that happens is chosen by one random sequence.
 */
public final class History {

    private static final long PATIENCE_NANOS = 1_000_000_000_000_000L;
    private static final long IMPATIENCE_NANOS = 20_000;
    private static final int RETRY_ROUNDS_MAX = 12;

    final Options options;
    final World world;
    private final SplittableRandom random;
    private final Requests requests;
    private final Rest rest;
    private final Owners owners;
    private final Faults faults;
    private final List<Asked> impatient = new ArrayList<>();
    private int operationsLeft;

    History(Options options, SplittableRandom random, Tamper tamper, int tracedMax) {
        this.options = options;
        this.random = random;
        this.world = new World(options, random, tamper, tracedMax);
        this.requests = new Requests(options, random);
        this.rest = new Rest(world, random);
        this.owners = new Owners(world);
        this.faults = new Faults(world, random);
        this.operationsLeft = options.operations();
    }

    /** A world of the size that this seed decides. */
    public static History of(long seed, Tamper tamper, int tracedMax) {
        var random = new SplittableRandom(seed);
        return new History(Options.of(seed, random), random, tamper, tracedMax);
    }

    /** Throws a {@link Violation}, or whatever a core throws. */
    public void run() {
        boot();
        int idle = 0;
        while ((operationsLeft > 0 || !faults.isOver()) && idle < 500) {
            idle = step() ? 0 : idle + 1;
            if (options.thorough()) {
                owners.requireOne();
            }
        }
        heal();
        deleteEverything();
    }

    public Options options() {
        return options;
    }

    /** Requests that were answered as done. */
    public int done() {
        return world.ledger.done;
    }

    public long hash() {
        return world.trace.hash();
    }

    public void hashEverything() {
        world.trace.hashEverything();
    }

    /** The last things that happened. */
    public String lastEvents() {
        return world.trace.text();
    }

    private void boot() {
        int first = random.nextInt(options.cores());
        int atOnce = options.startsLate() ? options.cores() - 1 : options.cores();
        for (int core = 0; core < atOnce; core++) {
            begin((first + core) % options.cores());
            if (random.nextInt(4) != 0) {
                rest.settle();
            }
        }
        if (random.nextInt(8) != 0) {
            rest.settle();
        }
    }

    /** Every domain has a table on every core. */
    private void begin(int core) {
        var start = world.start(core);
        for (int domain = 0; domain < options.domains(); domain++) {
            start.told.addLast(new OwnershipEvent.DomainBegan("domain-" + domain));
        }
    }

    private boolean step() {
        world.nowNanos += random.nextInt(1000);
        int choice = random.nextInt(100);
        if (choice < 60) {
            return rest.deliver();
        } else if (choice < 68) {
            return rest.tell();
        } else if (choice < 76) {
            return rest.keep();
        } else if (choice < 89) {
            return ask();
        } else if (choice < 92) {
            return rest.guard();
        } else if (choice < 94) {
            return startOne();
        } else if (choice < 96) {
            return faults.fault();
        } else if (choice < 97) {
            return faults.goOn() || leave();
        } else {
            return tick();
        }
    }

    private boolean ask() {
        var start = pick(able());
        if (operationsLeft == 0 || start == null) {
            return false;
        }
        operationsLeft--;
        if (!impatient.isEmpty() && random.nextInt(4) == 0) {
            var again = impatient.get(random.nextInt(impatient.size()));
            if (again.start.canMove()
                    && meansTheSame(again)
                    && again.word != Asked.Word.REFUSED
                    && again.word != Asked.Word.DONE) {
                askAgain(again, world.nowNanos + PATIENCE_NANOS);
                return true;
            }
        }
        boolean isImpatient = options.impatientOneIn() > 0 && random.nextInt(options.impatientOneIn()) == 0;
        var copies = start.copies;
        var copy = random.nextInt(5) == 0 ? null : nth(start, random.nextInt(copies.size() + 1));
        var domain = copy == null ? requests.domain() : copy.domain;
        var request = copy == null ? requests.ofNothing() : requests.of(copy);
        var operation = start.nextOperation();
        world.ask(
                start, operation, domain, request, world.nowNanos + (isImpatient ? IMPATIENCE_NANOS : PATIENCE_NANOS));
        if (isImpatient && world.ledger.asked.get(operation) instanceof Asked asked) {
            impatient.add(asked);
        }
        return true;
    }

    private void askAgain(Asked again, long deadlineNanos) {
        world.ask(again.start, again.operation, again.domain, again.request, deadlineNanos);
    }

    private static @Nullable Copy nth(Start start, int which) {
        int left = which;
        for (var copy : start.copies.values()) {
            if (left-- == 0) {
                return copy;
            }
        }
        return null;
    }

    private List<Start> able() {
        var able = new ArrayList<Start>(world.present.size());
        for (var start : world.present) {
            if (start.canMove() && start.view.number() > 0 && start.told.isEmpty()) {
                able.add(start);
            }
        }
        return able;
    }

    private boolean startOne() {
        var down = new ArrayList<Integer>();
        for (int core = 0; core < options.cores(); core++) {
            var start = world.latest(core);
            if (start == null || start.fate != Fate.RUNNING) {
                down.add(core);
            }
        }
        if (down.isEmpty()) {
            return false;
        }
        begin(down.get(random.nextInt(down.size())));
        return true;
    }

    /** A domain leaves a core, and has a new table there later. */
    private boolean leave() {
        var start = random.nextInt(4) == 0 ? pick(able()) : null;
        if (start == null) {
            return false;
        }
        var domain = requests.domain();
        world.take(start, new OwnershipEvent.DomainEnded(domain));
        start.told.addLast(new OwnershipEvent.DomainBegan(domain));
        return true;
    }

    private boolean tick() {
        var start = pick(able());
        if (start == null || start.ownership.pending() == 0) {
            return false;
        }
        world.take(start, new OwnershipEvent.Tick());
        return true;
    }

    private <T> @Nullable T pick(List<T> from) {
        return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    }

    /** Faults stop. What is stuck may stay so: all the others must come to rest without it. */
    private void heal() {
        for (var start : List.copyOf(world.present)) {
            start.effectsUntilFault = Integer.MAX_VALUE;
            start.pausesAtClose = false;
            if (start.isRunning() && start.paused) {
                world.goOn(start);
            }
        }
        rest.settle();
        rest.requireAnswers();
        for (var start : List.copyOf(world.present)) {
            if (start.fate == Fate.FENCED) {
                world.end(start);
            }
        }
        rest.settle();
        while (startOne()) {
            rest.settle();
        }
        rest.requireAnswers();
        undecided();
        owners.requireAgreed();
        world.ledger.pools.requireWhole();
    }

    /** Whoever was told that it is undecided asks again, and hears how it ended. */
    private void undecided() {
        for (var asked : List.copyOf(world.ledger.pending)) {
            if (asked.word == Asked.Word.UNDECIDED && asked.start.isRunning() && meansTheSame(asked)) {
                askAgain(asked, world.nowNanos + PATIENCE_NANOS);
            }
        }
        rest.settle();
        rest.requireAnswers();
    }

    /** Whoever has put something else at the address, or has a new table, asks under a new name. */
    private boolean meansTheSame(Asked asked) {
        var address = Requests.addressOf(asked.request);
        var there = address == null ? null : world.ledger.at(asked.start, asked.domain, address);
        boolean isOther = asked.source != null && there != null && there != asked.source;
        return !isOther && asked.start.left.getOrDefault(asked.domain, 0L) <= asked.at;
    }

    /** K5: with nothing left in any table the pool is what it was at boot. */
    private void deleteEverything() {
        for (int round = 0; round < RETRY_ROUNDS_MAX; round++) {
            var copies = new ArrayList<Copy>();
            world.present.forEach(start -> copies.addAll(start.copies.values()));
            if (copies.isEmpty()) {
                break;
            }
            boolean isLast = round == RETRY_ROUNDS_MAX - 1;
            for (var copy : copies) {
                if (copy.live) {
                    var operation = copy.start.nextOperation();
                    var delete = new Request.Delete(copy.address);
                    world.ask(copy.start, operation, copy.domain, delete, world.nowNanos + PATIENCE_NANOS);
                    rest.moveALittle();
                }
            }
            rest.settle();
            rest.requireAnswers();
            Violation.unless(!isLast || copies.isEmpty(), () -> "cannot be deleted: " + copies);
        }
        owners.requireAgreed();
        world.ledger.pools.requireWhole();
    }

    /** An operation of this world, by its name; null if nobody asked for it. */
    @Nullable
    Asked asked(OperationId operation) {
        return world.ledger.asked.get(operation);
    }
}
