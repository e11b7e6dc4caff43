package multikernel.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import multikernel.base.Check;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Capability;
import multikernel.capability.Operations;
import multikernel.capability.Reach;
import multikernel.capability.Rights;
import multikernel.ownership.Holdings.Found;
import multikernel.ownership.OwnershipMessage.Copied;
import multikernel.ownership.OwnershipMessage.Copying;
import org.jspecify.annotations.Nullable;

/**
 * Copy, move and map, at the core that was asked: what is for another core goes through the owner, who counts that core
 * as a holder before the copy is on its way.
 */
final class Copies {

    /** One copy, move or map that awaits what became of its part on each of some cores. */
    private final class Errand implements Open.Errand {

        final Open open;
        final Holding holding;
        final Slot source;
        final Rights rights;
        final String domain;
        final boolean isMove;
        /** By core, how the copy is mapped there. */
        final Map<CoreId, Access> awaited = new TreeMap<>();

        final List<Placed> placed = new ArrayList<>();
        Optional<Outcome.Refused> refused = Optional.empty();

        Errand(Open open, Found found, String domain, boolean isMove) {
            this.open = open;
            this.holding = found.holding();
            this.source = found.slot();
            this.rights = found.rights();
            this.domain = domain;
            this.isMove = isMove;
        }

        @Override
        public Hint hint() {
            return holding.hint;
        }

        @Override
        public void sayAgain() {
            if (!holding.slots.contains(source)) {
                asking.refuse(open, Ground.refused(Refusal.BEING_REVOKED, source.domain() + " " + source.address()));
                return;
            }
            boolean mayPlace = rights.has(Rights.GRANT);
            awaited.forEach((core, access) -> ground.say(
                    holding.hint.owner(),
                    new Copying(open.operation, ground.self, holding.claim(), rights, core, domain, access, mayPlace)));
        }

        @Override
        public void cancel() {
            holdings.endMove(source);
        }
    }

    private final Ground ground;
    private final Holdings holdings;
    private final Asking asking;
    private final Locally locally;
    private final Deleting deleting;
    private final HandingOver handingOver;

    Copies(
            Ground ground,
            Holdings holdings,
            Asking asking,
            Locally locally,
            Deleting deleting,
            HandingOver handingOver) {
        this.ground = ground;
        this.holdings = holdings;
        this.asking = asking;
        this.locally = locally;
        this.deleting = deleting;
        this.handingOver = handingOver;
    }

    void copy(Open open, Request.Copy copy) {
        give(open, holdings.usable(open.domain, copy.address()), copy.to(), copy.domain(), false);
    }

    void move(Open open, Request.Move move) {
        give(open, holdings.usable(open.domain, move.address()), move.to(), move.domain(), true);
    }

    private void give(Open open, Check<Found> check, CoreId to, String domain, boolean isMove) {
        switch (check) {
            case Check.Refused<Found> no -> asking.refuse(open, no.refused());
            case Check.Plan<Found>(var found) -> {
                boolean isAway = !to.equals(ground.self);
                var allowed = Operations.copy(found.capability(), Reach.of(isAway, open.domain, domain));
                if (allowed instanceof Check.Refused<Capability> no) {
                    asking.refuse(open, no.refused());
                } else if (isAway) {
                    var errand = new Errand(open, found, domain, isMove);
                    errand.awaited.put(to, Access.NONE);
                    begin(errand);
                } else if (isMove) {
                    locally.move(open, found, domain);
                } else {
                    locally.copy(open, found, domain);
                }
            }
        }
    }

    private void begin(Errand errand) {
        var refused = unreachable(errand);
        if (refused != null) {
            asking.refuse(errand.open, refused);
            return;
        }
        if (errand.isMove) {
            holdings.beginMove(errand.source);
        }
        asking.keep(errand.open, errand);
        errand.sayAgain();
    }

    /** Where nobody owns the object for now, or a core is no member, nothing is begun. */
    private Outcome.@Nullable Refused unreachable(Errand errand) {
        for (var core : errand.awaited.keySet()) {
            if (!ground.isMember(core)) {
                return ground.absent(core);
            }
        }
        var hint = errand.holding.hint;
        return hint.isLost() && !errand.awaited.isEmpty() ? Ground.stuck(hint.owner()) : null;
    }

    /** A view here needs nobody; elsewhere a copy first, where the domain has none. */
    void map(Open open, Request.MapOn map) {
        switch (holdings.usable(open.domain, map.address())) {
            case Check.Refused<Found> no -> asking.refuse(open, no.refused());
            case Check.Plan<Found>(var found) -> {
                switch (Operations.map(found.capability(), map.write())) {
                    case Check.Refused<Capability> no -> asking.refuse(open, no.refused());
                    case Check.Plan<Capability> plan -> map(open, found, map);
                }
            }
        }
    }

    private void map(Open open, Found found, Request.MapOn map) {
        var errand = new Errand(open, found, open.domain, false);
        for (var core : map.cores()) {
            if (!core.equals(ground.self)) {
                errand.awaited.put(core, map.write() ? Access.WRITE : Access.READ);
            }
        }
        if (map.cores().contains(ground.self) && unreachable(errand) == null) {
            holdings.open(found.holding(), open.domain, map.write());
            errand.placed.add(new Placed(ground.self, open.domain, map.address(), found.capability()));
        }
        if (errand.awaited.isEmpty()) {
            asking.done(open, errand.placed);
        } else {
            begin(errand);
        }
    }

    /** What became of a part. */
    void copied(CoreId from, Copied copied) {
        var errand = asking.errand(copied.operation(), Errand.class).orElse(null);
        if (errand == null || errand.awaited.remove(copied.to()) == null) {
            ground.late(from, copied);
            return;
        }
        copied.placed().ifPresent(errand.placed::add);
        if (errand.refused.isEmpty()) {
            errand.refused = copied.refused();
        }
        if (errand.awaited.isEmpty()) {
            end(errand, copied.to());
        }
    }

    private void end(Errand errand, CoreId to) {
        holdings.endMove(errand.source);
        if (errand.refused.isPresent()) {
            asking.refuse(errand.open, errand.refused.get());
            return;
        }
        if (errand.isMove && errand.holding.slots.contains(errand.source)) {
            deleting.drop(errand.holding, errand.source);
            handingOver.consider(errand.holding.descent.estate(), to);
        }
        asking.done(errand.open, errand.placed);
    }
}
