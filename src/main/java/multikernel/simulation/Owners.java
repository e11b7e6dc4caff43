package multikernel.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.capability.ObjectId;
import multikernel.ownership.ObjectReading;
import multikernel.ownership.SlotReading;
import org.jspecify.annotations.Nullable;

/** Who owns what, by the owners' own words and by those of all who hold copies: invariant I3. */
final class Owners {

    private final World world;

    Owners(World world) {
        this.world = world;
    }

    /**
     * At every moment nobody is the owner under the same ballot of what another one owns, and an owner knows of every
     * core that holds a copy. (While the role is handed over the one who gives it away keeps its record.)
     */
    void requireOne() {
        var owners = owners(false);
        for (var life : world.ledger.unburied) {
            var owned = owners.get(life.object.id());
            if (owned != null && life.copies > 0 && owned.start.isRunning()) {
                var known = new TreeSet<>(owned.reading.sharers());
                known.addAll(owned.reading.quarantined());
                Violation.unless(
                        known.containsAll(holders(life)), () -> "copies are on " + holders(life) + ", not " + owned);
            }
        }
    }

    private Map<ObjectId, Owned> owners(boolean isAtRest) {
        var owners = new HashMap<ObjectId, Owned>();
        for (var start : world.present) {
            for (var reading : start.ownership.objects()) {
                var other = owners.put(reading.object().id(), new Owned(start, reading));
                if (other != null && (isAtRest || other.reading.ballot() == reading.ballot())) {
                    throw new Violation(start + " and " + other + " own " + reading);
                }
                if (other != null && other.reading.ballot() > reading.ballot()) {
                    owners.put(reading.object().id(), other);
                }
            }
        }
        return owners;
    }

    private TreeSet<CoreId> holders(Life life) {
        var holders = new TreeSet<CoreId>();
        for (var start : world.present) {
            for (var copy : start.copies.values()) {
                if (copy.life == life) {
                    holders.add(start.core);
                }
            }
        }
        return holders;
    }

    /** At rest every core says the same of every object, and what it says is so. */
    void requireAgreed() {
        var owners = owners(true);
        for (var start : world.present) {
            for (var slot : start.ownership.slots()) {
                requireKnowsOwner(
                        start, slot, owners.get(slot.capability().object().id()));
            }
        }
        for (var start : world.present) {
            Violation.unless(start.ownership.pending() == 0, () -> start + " still waits for something");
        }
        for (var life : world.ledger.unburied) {
            var owned = owners.remove(life.object.id());
            if (life.copies > 0 || owned != null) {
                requireOwned(life, owned);
            }
        }
        Violation.unless(owners.isEmpty(), () -> "owned, and dead or never seen: " + owners);
    }

    /** What an owner says of an object. */
    private record Owned(Start start, ObjectReading reading) {}

    private void requireOwned(Life life, @Nullable Owned found) {
        var owned = Violation.found(found, () -> "nobody owns " + life);
        var reading = owned.reading;
        var sharers = holders(life);
        Violation.unless(
                List.copyOf(sharers).equals(reading.sharers()), () -> "copies are on " + sharers + ", not " + owned);
        Violation.unless(reading.quarantined().isEmpty(), () -> "nobody is stuck: " + owned);
        Violation.unless(!reading.isLocked(), () -> "locked at rest: " + owned);
        Violation.unless(world.ledger.isHeld(life), () -> "nothing is left of it, and it is owned: " + owned);
        Violation.unless(isParent(life, reading), () -> "made from " + life.parent + ": " + owned);
        Violation.unless(life.object.equals(reading.object()), () -> "not what it was, " + life + ": " + owned);
    }

    /** What nobody holds any more may be left out between an object and what it was made from. */
    private static boolean isParent(Life life, ObjectReading reading) {
        var parent = reading.parent().orElse(null);
        for (var each = life.parent; each != null; each = each.parent) {
            if (each.object.id().equals(parent)) {
                return true;
            }
            if (each.copies > 0) {
                return false;
            }
        }
        return life.parent == null && parent == null;
    }

    private void requireKnowsOwner(Start start, SlotReading slot, @Nullable Owned owned) {
        Violation.unless(
                owned != null
                        && owned.start == world.latest(slot.owner().index())
                        && owned.reading.object().equals(slot.capability().object())
                        && owned.reading.ballot() == slot.ballot(),
                () -> start + " takes another for the owner: " + slot);
        boolean isMapped = start.views.containsKey(
                new Start.Viewer(slot.capability().object().id(), slot.domain()));
        Violation.unless(isMapped == slot.isMapped(), () -> start + " is wrong about its view: " + slot);
    }
}
