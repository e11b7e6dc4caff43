package multikernel.ownership;

import java.util.List;
import java.util.Optional;
import multikernel.base.Check;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Capability;
import multikernel.capability.Described;
import multikernel.capability.Operations;
import multikernel.capability.Rights;
import multikernel.ownership.Holdings.Found;
import multikernel.ownership.OwnershipMessage.Subscribing;

/** What a core does in its own tables without asking anyone, and the word that it wants to be asked itself. */
final class Locally {

    private final class Subscription implements Open.Errand {

        final Open open;
        final Found found;

        Subscription(Open open, Found found) {
            this.open = open;
            this.found = found;
        }

        @Override
        public Hint hint() {
            return found.holding().hint;
        }

        @Override
        public void sayAgain() {
            var holding = found.holding();
            if (holding.slots.contains(found.slot())) {
                ground.say(holding.hint.owner(), new Subscribing(open.operation, ground.self, holding.claim()));
            } else {
                var gone = open.domain + " " + found.slot().address();
                asking.refuse(open, Ground.refused(Refusal.BEING_REVOKED, gone));
            }
        }

        @Override
        public void granted() {
            if (found.holding().isHeldBy(open.domain)) {
                found.holding().subscribers.add(open.domain);
            }
        }

        @Override
        public void cancel() {}
    }

    private final Ground ground;
    private final Holdings holdings;
    private final Asking asking;
    private final Deleting deleting;

    Locally(Ground ground, Holdings holdings, Asking asking, Deleting deleting) {
        this.ground = ground;
        this.holdings = holdings;
        this.asking = asking;
        this.deleting = deleting;
    }

    void mint(Open open, Request.Mint mint) {
        switch (holdings.usable(open.domain, mint.address())) {
            case Check.Refused<Found> no -> asking.refuse(open, no.refused());
            case Check.Plan<Found>(var found) -> {
                switch (Operations.mint(found.capability(), mint.rights())) {
                    case Check.Refused<Capability> no -> asking.refuse(open, no.refused());
                    case Check.Plan<Capability>(var minted) ->
                        put(open, found, open.domain, minted.rights())
                                .ifPresent(placed -> asking.done(open, List.of(placed)));
                }
            }
        }
    }

    void copy(Open open, Found found, String domain) {
        put(open, found, domain, found.rights()).ifPresent(placed -> asking.done(open, List.of(placed)));
    }

    void move(Open open, Found found, String domain) {
        put(open, found, domain, found.rights()).ifPresent(placed -> {
            deleting.drop(found.holding(), found.slot());
            asking.done(open, List.of(placed));
        });
    }

    /** Empty if it was refused. */
    private Optional<Placed> put(Open open, Found found, String domain, Rights rights) {
        var table = holdings.table(domain);
        if (table == null) {
            asking.refuse(open, noDomain(ground, domain));
            return Optional.empty();
        }
        var holding = found.holding();
        var copy = new Passed(holding.object, holding.descent, rights, holding.hint.ballot(), holding.epoch);
        var at = holdings.place(table, domain, copy, holding.hint.owner());
        if (at.isEmpty()) {
            asking.refuse(open, full(domain));
        }
        return at.map(address -> new Placed(ground.self, domain, address, copy.capability()));
    }

    /** The owner has to know, or it would take copies of this core without asking. */
    void subscribe(Open open, Request.Subscribe subscribe) {
        switch (holdings.usable(open.domain, subscribe.address())) {
            case Check.Refused<Found> no -> asking.refuse(open, no.refused());
            case Check.Plan<Found>(var found) -> {
                if (found.holding().hint.isLost()) {
                    asking.refuse(open, Ground.stuck(found.holding().hint.owner()));
                } else {
                    var subscription = new Subscription(open, found);
                    asking.keep(open, subscription);
                    subscription.sayAgain();
                }
            }
        }
    }

    void identify(Open open, Request.Identify identify) {
        switch (holdings.usable(open.domain, identify.address())) {
            case Check.Refused<Found> no -> asking.refuse(open, no.refused());
            case Check.Plan<Found>(var found) -> {
                switch (Operations.identify(found.capability())) {
                    case Check.Refused<Described> no -> asking.refuse(open, no.refused());
                    case Check.Plan<Described> plan -> asking.done(open, List.of(placed(found)));
                }
            }
        }
    }

    private Placed placed(Found found) {
        Capability capability = found.capability();
        return new Placed(ground.self, found.slot().domain(), found.slot().address(), capability);
    }

    static Outcome.Refused noDomain(Ground ground, String domain) {
        return Ground.refused(Refusal.NO_SUCH_DOMAIN, domain + " has no table on " + ground.self);
    }

    static Outcome.Refused full(String domain) {
        return Ground.refused(Refusal.TABLE_FULL, domain);
    }
}
