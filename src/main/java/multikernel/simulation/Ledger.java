package multikernel.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.OperationId;
import multikernel.capability.Address;
import multikernel.capability.Capability;
import multikernel.capability.ObjectId;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.Request;
import org.jspecify.annotations.Nullable;

/**
 * What domains asked for, and what can be seen of it: after every event each thing that has appeared in a table or gone
 * from one must have a request that explains it.
 *
 * <p>It knows nothing of the protocol. A capability is followed from the request that made its object, copy by copy, to
 * the request that ends it; so what nobody asked for, what was asked for and refused, and what comes after a revoke was
 * answered is seen where it happens.
 */
final class Ledger {

    private record Fresh(Long key, String domain, Address address, Capability capability) {}

    private final World world;
    final Reasons reasons;
    private final Answers answers;
    final Memory memory;
    final Pools pools;
    final Map<ObjectId, Life> lives = new LinkedHashMap<>();
    /** Lives that have not been buried. */
    final List<Life> unburied = new ArrayList<>();

    final Map<OperationId, Asked> asked = new LinkedHashMap<>();
    /** What may still happen, oldest first. */
    final List<Asked> pending = new ArrayList<>();

    private final Map<String, Integer> domains = new HashMap<>();
    private final List<Fresh> fresh = new ArrayList<>();
    private final List<Copy> gone = new ArrayList<>();
    private boolean hasSuspected;
    private boolean hasSubscribed;
    int done;

    Ledger(World world) {
        this.world = world;
        this.hasSuspected = world.options.startsLate();
        this.memory = new Memory(world, this);
        this.pools = new Pools(world, this);
        this.reasons = new Reasons(this);
        this.answers = new Answers(world, this);
    }

    long now() {
        return world.clock;
    }

    void happens(Start start, OwnershipEvent event) {
        if (event instanceof OwnershipEvent.Ask ask) {
            asks(start, ask);
        } else if (event instanceof OwnershipEvent.DomainEnded left) {
            start.left.put(left.domain(), now());
            for (var each : pending) {
                if (each.start == start && each.domain.equals(left.domain())) {
                    each.awaited = false;
                }
            }
        }
    }

    /** A holder's word, as it was given. */
    void says(Start start, OwnershipEvent.Agreed word) {
        start.words.put(new Start.Viewer(word.object(), word.domain()), new Start.Said(word.agrees(), now()));
    }

    /** What a request finds is what lies at its address when it is asked first, or if nothing does, when again. */
    private void asks(Start start, OwnershipEvent.Ask ask) {
        var address = Requests.addressOf(ask.request());
        var source = address == null ? null : start.copies.get(key(ask.domain(), address));
        var again = asked.get(ask.operation());
        if (again != null) {
            again.awaited = true;
            again.deadlineNanos = ask.deadlineNanos();
            again.source = again.source == null ? source : again.source;
            return;
        }
        var first = new Asked(ask.operation(), start, ask.domain(), ask.request(), source, now());
        first.deadlineNanos = ask.deadlineNanos();
        first.isSoonForgotten = world.options.small();
        asked.put(ask.operation(), first);
        pending.add(first);
    }

    /**
     * What the tables hold now against what they held: copies whose sources may be going, what goes, and what then is
     * born. Not where the core says that nothing has changed, which a thorough world does not believe.
     */
    void looks(Start start) {
        long changes = start.ownership.stock().changes();
        if (changes == start.changes && !world.options.thorough()) {
            return;
        }
        start.changes = changes;
        start.looks++;
        looksAtTables(start);
        pools.looks(start);
    }

    private void looksAtTables(Start start) {
        int known = 0;
        for (var slot : start.ownership.slots()) {
            known += isKnown(start, slot.domain(), slot.address(), slot.capability()) ? 1 : 0;
        }
        if (fresh.isEmpty() && known == start.copies.size()) {
            return;
        }
        for (var copies = start.copies.values().iterator(); copies.hasNext(); ) {
            var copy = copies.next();
            if (copy.seen != start.looks) {
                copies.remove();
                gone.add(copy);
            }
        }
        for (var each : fresh) {
            if (lives.containsKey(each.capability.object().id())) {
                appears(start, each);
            }
        }
        gone.forEach(this::goes);
        gone.clear();
        for (var each : fresh) {
            if (!start.copies.containsKey(each.key)) {
                appears(start, each);
            }
        }
        fresh.clear();
    }

    private boolean isKnown(Start start, String domain, Address address, Capability capability) {
        var key = key(domain, address);
        var copy = start.copies.get(key);
        if (copy != null && copy.capability.equals(capability)) {
            copy.seen = start.looks;
            return true;
        }
        fresh.add(new Fresh(key, domain, address, capability));
        return false;
    }

    private Long key(String domain, Address address) {
        var index = domains.get(domain);
        if (index == null) {
            index = domains.size();
            domains.put(domain, index);
        }
        return (long) index << 32 | address.bits();
    }

    @Nullable
    Copy at(Start start, String domain, Address address) {
        return start.copies.get(key(domain, address));
    }

    private void appears(Start start, Fresh fresh) {
        var capability = fresh.capability;
        var life = lives.get(capability.object().id());
        Asked by;
        if (life == null) {
            by = reasons.toBeBorn(start, fresh.domain, capability);
            life = born(by, capability);
        } else {
            by = reasons.toAppear(start, fresh.domain, capability, life);
        }
        var copy = new Copy(start, fresh.domain, fresh.address, capability, life, by, now());
        copy.seen = start.looks;
        by.made.add(copy);
        life.copies++;
        start.copies.put(fresh.key, copy);
    }

    private Life born(Asked by, Capability capability) {
        var object = capability.object();
        var parent = by.source == null ? null : by.source.life;
        var life = new Life(object, parent, by, reasons.indexOf(by, object));
        for (int each = unburied.size() - 1; each >= 0; each--) {
            var other = unburied.get(each);
            if (other.object.overlaps(object.base(), object.bytes()) && !life.isFrom(other)) {
                Violation.unless(
                        other.copies == 0, () -> "two lives of one range: " + life + " is born, there is " + other);
                bury(other);
            }
        }
        if (parent == null) {
            pools.requireGivenByNobodyElse(by.start, life);
        }
        memory.requireUnusedSoon(life);
        lives.put(object.id(), life);
        unburied.add(life);
        return life;
    }

    /** Whether anybody ever asked for something to be made from it. */
    boolean wasRetyped(Life life) {
        for (var each : asked.values()) {
            if (each.request instanceof Request.Retype && each.source != null && each.source.life == life) {
                return true;
            }
        }
        return false;
    }

    /** Whether a copy of it, or of anything made from it, is in a table. */
    boolean isHeld(Life root) {
        for (var life : unburied) {
            if (life.copies > 0 && life.isFrom(root)) {
                return true;
            }
        }
        return false;
    }

    void bury(Life life) {
        life.buried = true;
        unburied.remove(life);
    }

    private void goes(Copy copy) {
        reasons.requireToGo(copy);
        lose(copy);
    }

    private static void lose(Copy copy) {
        copy.live = false;
        copy.life.copies--;
    }

    void opens(Start start, OwnershipEffect.OpenView open) {
        var life = Violation.found(lives.get(open.object().id()), () -> start + " maps what is not: " + open);
        Violation.unless(life.object.equals(open.object()), () -> start + " maps what is not: " + open);
        memory.opens(start, life, open);
    }

    void closes(Start start, ObjectId object, @Nullable String domain) {
        memory.closes(start, object, domain);
    }

    void answers(Start start, OwnershipEffect.Answered answered) {
        answers.take(start, answered);
    }

    void suspected() {
        hasSuspected = true;
    }

    /** Whether a core ever was stuck, or could be taken for it, as one is that has not started. */
    boolean hasSuspected() {
        return hasSuspected;
    }

    void subscribed(Copy copy) {
        hasSubscribed = true;
        copy.subscribed = Math.min(copy.subscribed, now());
    }

    boolean hasSubscribed() {
        return hasSubscribed;
    }

    /** All that an event was to do is done. */
    void rests(Start start) {
        memory.requireRights(start);
    }

    void ended(Start start) {
        hasSuspected = true;
        start.copies.values().forEach(Ledger::lose);
        start.copies.clear();
        memory.ended(start);
    }
}
