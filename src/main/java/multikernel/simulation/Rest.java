package multikernel.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.capability.ObjectId;
import multikernel.ownership.ObjectReading;
import multikernel.ownership.SlotReading;
import org.jspecify.annotations.Nullable;

/** What happens in a world by itself, without a request or a fault, until nothing can; and what must be true then. */
final class Rest {

    private static final int EVENTS_MAX = 50_000;

    private final World world;
    private final SplittableRandom random;

    Rest(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    /** One letter of some link arrives. */
    boolean deliver() {
        var loaded = world.wires.loaded();
        int count = loaded.size();
        int first = count == 0 ? 0 : random.nextInt(count);
        for (int each = 0; each < count; each++) {
            var link = loaded.get((first + each) % count);
            if (!link.slow || each > 0 || random.nextInt(8) == 0) {
                if (world.deliver(link)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Somebody is told what the guardian has for it. */
    boolean tell() {
        return oneOf(start -> start.canMove() && world.tell(start));
    }

    /** Somebody's shell keeps its word. */
    boolean keep() {
        return oneOf(start -> {
            if (!start.canMove() || start.owed.isEmpty()) {
                return false;
            }
            world.keep(start, random.nextInt(start.owed.size()));
            return true;
        });
    }

    /** The guardian does one of the things that it has to. */
    boolean guard() {
        if (!world.unmourned.isEmpty()) {
            world.mourn(world.unmourned.get(random.nextInt(world.unmourned.size())));
            return true;
        }
        return oneOf(start -> {
            boolean joins = world.canJoin(start);
            if (joins) {
                world.join(start);
            }
            return joins;
        });
    }

    /** Does something that may be possible to a start. */
    private interface Move {
        boolean tried(Start start);
    }

    private boolean oneOf(Move move) {
        int count = world.present.size();
        int first = count == 0 ? 0 : random.nextInt(count);
        for (int each = 0; each < count; each++) {
            if (move.tried(world.present.get((first + each) % count))) {
                return true;
            }
        }
        return false;
    }

    void moveALittle() {
        for (int moves = random.nextInt(4); moves > 0; moves--) {
            move();
        }
    }

    private boolean move() {
        int first = random.nextInt(8);
        if (first < 5 && deliver() || first == 5 && tell() || first == 6 && keep()) {
            return true;
        }
        return guard() || tell() || keep() || deliver() || deliver();
    }

    /** In a bounded number of events everything that is under way has arrived. */
    void settle() {
        long until = world.clock + EVENTS_MAX;
        while (move()) {
            Violation.unless(world.clock < until, () -> "does not come to rest");
        }
    }

    /** Every wait has ended with a word. */
    void requireAnswers() {
        for (var asked : world.ledger.asked.values()) {
            Violation.unless(!asked.awaited || !asked.start.isRunning(), () -> "never answered: " + asked);
        }
    }

    /** Every core says the same of every object, and what it says is so: invariant I3. */
    void requireAgreement() {
        var owners = new HashMap<ObjectId, Owned>();
        for (var start : world.present) {
            Violation.unless(start.subject.pending() == 0, () -> start + " still waits for something");
            for (var reading : start.subject.objects()) {
                var other = owners.put(reading.object().id(), new Owned(start, reading));
                Violation.unless(other == null, () -> start + " and " + other + " own " + reading);
            }
        }
        for (var life : world.ledger.unburied) {
            var owned = owners.remove(life.object.id());
            if (life.copies > 0 || owned != null) {
                requireOwned(life, owned);
            }
        }
        Violation.unless(owners.isEmpty(), () -> "owned, and dead or never seen: " + owners);
        for (var start : world.present) {
            for (var slot : start.subject.slots()) {
                requireKnowsOwner(start, slot);
            }
        }
    }

    /** What an owner says of an object. */
    private record Owned(Start start, ObjectReading reading) {}

    private void requireOwned(Life life, @Nullable Owned owned) {
        Violation.unless(owned != null, () -> "nobody owns " + life);
        var reading = owned.reading;
        var sharers = new TreeSet<CoreId>();
        for (var start : world.present) {
            for (var copy : start.copies.values()) {
                if (copy.life == life) {
                    sharers.add(start.core);
                }
            }
        }
        Violation.unless(
                List.copyOf(sharers).equals(reading.sharers()), () -> "copies are on " + sharers + ", not " + owned);
        Violation.unless(reading.quarantined().isEmpty(), () -> "nobody is stuck: " + owned);
        Violation.unless(!reading.isLocked(), () -> "locked at rest: " + owned);
        Violation.unless(world.ledger.isHeld(life), () -> "nothing is left of it, and it is owned: " + owned);
        var parent = life.parent == null ? null : life.parent.object.id();
        Violation.unless(
                Objects.equals(parent, reading.parent().orElse(null)), () -> "made from " + life.parent + ": " + owned);
        Violation.unless(life.object.equals(reading.object()), () -> "not what it was, " + life + ": " + owned);
    }

    private void requireKnowsOwner(Start start, SlotReading slot) {
        var owner = world.latest(slot.owner().index());
        Violation.unless(
                owner != null
                        && owner.subject.objects().stream()
                                .anyMatch(object -> object.object().equals(slot.capability().object())
                                        && object.ballot() == slot.ballot()),
                () -> start + " takes another for the owner: " + slot);
        boolean isMapped = start.views.containsKey(
                new Start.Viewer(slot.capability().object().id(), slot.domain()));
        Violation.unless(isMapped == slot.isMapped(), () -> start + " is wrong about its view: " + slot);
    }
}
