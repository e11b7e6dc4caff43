package multikernel.ownership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.base.Check;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.capability.Operations;
import multikernel.capability.RetypePlan;
import multikernel.capability.Rights;
import multikernel.capability.Table;
import multikernel.ownership.Holdings.Found;
import multikernel.ownership.OwnershipMessage.Retyped;
import multikernel.ownership.OwnershipMessage.Retyping;
import multikernel.ownership.OwnershipMessage.Settled;

/**
 * Retype: places are reserved where it is asked, the owner alone checks and makes, so that of two which overlap exactly
 * one is done; memory that becomes a frame is zeroed before it lies in a table.
 */
final class Retypes {

    private final class Errand implements Open.Errand {

        final Open open;
        final Holding holding;
        final Slot source;
        final Rights rights;
        final Request.Retype request;
        final Table table;
        final List<Address> reserved;

        Errand(Open open, Found found, Request.Retype request, List<Address> reserved) {
            this.open = open;
            this.holding = found.holding();
            this.source = found.slot();
            this.rights = found.rights();
            this.request = request;
            this.table = found.table();
            this.reserved = reserved;
        }

        @Override
        public Hint hint() {
            return holding.hint;
        }

        @Override
        public void sayAgain() {
            if (!holding.slots.contains(source)) {
                cancel();
                asking.refuse(open, Ground.refused(Refusal.BEING_REVOKED, source.domain() + " " + source.address()));
                return;
            }
            ground.say(
                    holding.hint.owner(),
                    new Retyping(
                            open.operation,
                            ground.self,
                            holding.claim(),
                            request.offset(),
                            request.type(),
                            request.count(),
                            request.bytes()));
        }

        @Override
        public void cancel() {
            reserved.forEach(table::release);
        }

        boolean isWanted() {
            return holdings.table(open.domain) == table && holding.slots.contains(source);
        }
    }

    private static final class Zeroing {

        final CoreId owner;
        final Errand errand;
        final Retyped retyped;
        /** The owner has left meanwhile, and with it what it made. */
        boolean isOver;

        Zeroing(CoreId owner, Errand errand, Retyped retyped) {
            this.owner = owner;
            this.errand = errand;
            this.retyped = retyped;
        }
    }

    private final Ground ground;
    private final Holdings holdings;
    private final Asking asking;
    private final Estates estates;
    private final Owning owning;
    private final Revokes revokes;
    /** By the range's base. */
    private final Map<Long, Zeroing> zeroing = new LinkedHashMap<>();

    Retypes(Ground ground, Holdings holdings, Asking asking, Estates estates, Owning owning, Revokes revokes) {
        this.ground = ground;
        this.holdings = holdings;
        this.asking = asking;
        this.estates = estates;
        this.owning = owning;
        this.revokes = revokes;
    }

    void ask(Open open, Request.Retype request) {
        switch (holdings.usable(open.domain, request.address())) {
            case Check.Refused<Found> no -> asking.refuse(open, no.refused());
            case Check.Plan<Found>(var found) -> {
                var check = plan(found.holding().object, request);
                if (check instanceof Check.Refused<RetypePlan> no) {
                    asking.refuse(open, no.refused());
                } else if (found.holding().hint.isLost()) {
                    asking.refuse(open, Ground.stuck(found.holding().hint.owner()));
                } else {
                    reserve(open, found, request);
                }
            }
        }
    }

    private static Check<RetypePlan> plan(Described object, Request.Retype request) {
        return Operations.retype(object, request.offset(), request.type(), request.count(), request.bytes());
    }

    private void reserve(Open open, Found found, Request.Retype request) {
        var reserved = found.table().reserve(request.count());
        if (reserved.isEmpty()) {
            asking.refuse(open, Locally.full(open.domain));
            return;
        }
        var errand = new Errand(open, found, request, reserved.get());
        asking.keep(open, errand);
        errand.sayAgain();
    }

    /** At the owner. */
    void order(Owned owned, Retyping retyping) {
        var check = Operations.retype(
                estates.lineage(),
                owned.object.id(),
                retyping.offset(),
                retyping.type(),
                retyping.count(),
                retyping.bytes());
        switch (check) {
            case Check.Refused<RetypePlan> no -> owning.answer(retyping, Optional.of(no.refused()));
            case Check.Plan<RetypePlan>(var plan) -> {
                var asker = retyping.asker();
                var made = estates.make(owned, plan, asker);
                owned.underway.add(new Owned.Underway(retyping.operation(), asker, asker, made));
                ground.say(
                        asker,
                        new Retyped(
                                retyping.operation(),
                                owned.object.id(),
                                made.getFirst().id()));
            }
        }
    }

    /** Where it was asked: the objects exist. */
    void retyped(CoreId owner, Retyped retyped) {
        var errand = asking.errand(retyped.operation(), Errand.class).orElse(null);
        if (errand == null) {
            ground.late(owner, retyped);
            settle(owner, retyped, false);
            return;
        }
        var request = errand.request;
        boolean isFresh = request.type() == CapabilityType.FRAME && errand.holding.object.type() == CapabilityType.RAM;
        if (isFresh && errand.isWanted()) {
            long base = errand.holding.object.base() + request.offset();
            zeroing.put(base, new Zeroing(owner, errand, retyped));
            ground.effect(new OwnershipEffect.Zero(base, request.count() * request.bytes()));
        } else {
            place(owner, errand, retyped);
        }
    }

    void zeroed(long base) {
        var done = zeroing.remove(base);
        if (done != null && !done.isOver) {
            place(done.owner, done.errand, done.retyped);
        }
    }

    void ownerLost(Hint hint) {
        zeroing.values().stream()
                .filter(each -> each.errand.holding.hint == hint)
                .forEach(each -> each.isOver = true);
    }

    /** Whether memory is being zeroed that nobody speaks for: it must not be given again yet. */
    boolean isZeroingForTheLost() {
        return zeroing.values().stream().anyMatch(each -> each.isOver);
    }

    private void place(CoreId owner, Errand errand, Retyped retyped) {
        boolean isPlaced = errand.isWanted();
        settle(owner, retyped, isPlaced);
        if (!isPlaced) {
            errand.cancel();
            asking.refuse(
                    errand.open,
                    Ground.refused(Refusal.BEING_REVOKED, errand.source.domain() + " " + errand.source.address()));
            return;
        }
        asking.done(errand.open, put(errand, retyped.first()));
    }

    private List<Placed> put(Errand errand, ObjectId first) {
        var parent = errand.holding;
        var descent = parent.descent.below(parent.object.id());
        if (!(plan(parent.object, errand.request) instanceof Check.Plan<RetypePlan>(var plan))) {
            throw new IllegalStateException("made what cannot be made: " + errand.request);
        }
        var placed = new ArrayList<Placed>(plan.count());
        for (var object : plan.objects(first.born(), first.incarnation(), first.number())) {
            var at = errand.reserved.get(placed.size());
            var copy = new Passed(object, descent, errand.rights, parent.hint.ballot(), 0);
            holdings.put(errand.table, errand.open.domain, at, copy, parent.hint.owner());
            placed.add(new Placed(ground.self, errand.open.domain, at, copy.capability()));
        }
        return placed;
    }

    private void settle(CoreId owner, Retyped retyped, boolean isPlaced) {
        ground.say(owner, new Settled(retyped.operation(), retyped.object(), isPlaced));
    }

    /** At the owner again. */
    void settled(CoreId from, Settled settled) {
        var owned = estates.at(settled.object());
        var underway = owned == null ? null : owned.settle(settled.operation(), from);
        if (owned == null || underway == null) {
            ground.late(from, settled);
            return;
        }
        var locks = revokes.waiting(owned);
        if (!settled.isPlaced()) {
            for (var child : underway.children()) {
                var unmade = estates.at(child.id());
                if (unmade != null) {
                    owning.leave(unmade, from);
                }
            }
        }
        estates.finish(owned);
        revokes.settled(locks);
    }
}
