package multikernel.ownership;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import multikernel.agreement.Phases;
import multikernel.base.Check;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Refusal;
import multikernel.ownership.Holdings.Found;
import multikernel.ownership.OwnershipMessage.Answer;
import multikernel.ownership.OwnershipMessage.Unmapping;

/**
 * Unmap, the shootdown: the owner commits in one phase with all who hold copies; each closes its views, then says so.
 */
final class Unmaps {

    private final class Errand implements Open.Errand {

        final Open open;
        final Holding holding;

        Errand(Open open, Holding holding) {
            this.open = open;
            this.holding = holding;
        }

        @Override
        public Hint hint() {
            return holding.hint;
        }

        @Override
        public void sayAgain() {
            ground.say(holding.hint.owner(), new Unmapping(open.operation, ground.self, holding.claim()));
        }

        @Override
        public void cancel() {}
    }

    private final Ground ground;
    private final Holdings holdings;
    private final Asking asking;
    private final Owning owning;
    private final Commitments commitments;
    private final Map<OperationId, Unmapping> committing = new LinkedHashMap<>();

    Unmaps(Ground ground, Holdings holdings, Asking asking, Owning owning, Commitments commitments) {
        this.ground = ground;
        this.holdings = holdings;
        this.asking = asking;
        this.owning = owning;
        this.commitments = commitments;
    }

    void ask(Open open, Request.Unmap unmap) {
        switch (holdings.usable(open.domain, unmap.address())) {
            case Check.Refused<Found> no -> asking.refuse(open, no.refused());
            case Check.Plan<Found>(var found) -> {
                var holding = found.holding();
                if (!holding.object.type().isMappable()) {
                    asking.refuse(
                            open,
                            Ground.refused(
                                    Refusal.NOT_MAPPABLE, holding.object.type().word()));
                } else if (holding.hint.isLost()) {
                    asking.refuse(open, Ground.stuck(holding.hint.owner()));
                } else {
                    var errand = new Errand(open, holding);
                    asking.keep(open, errand);
                    errand.sayAgain();
                }
            }
        }
    }

    /** At the owner. */
    void order(Owned owned, Unmapping unmapping) {
        if (!owned.quarantined.isEmpty()) {
            owning.answer(
                    unmapping,
                    Optional.of(Ground.stuck(owned.quarantined.first().core())));
            return;
        }
        var commit = ground.ownOperation();
        committing.put(commit, unmapping);
        commitments.begin(
                commit, owned.realm.ballot, Phases.ONE, new Proposal.NoViews(owned.object.id()), owned.sharers);
    }

    void perform(Proposal.NoViews proposal) {
        var holding = holdings.of(proposal.object());
        if (holding != null) {
            holdings.close(holding);
        }
    }

    void delayed(OperationId commit, CoreId core) {
        var unmapping = committing.get(commit);
        if (unmapping != null) {
            ground.say(unmapping.asker(), new Answer(unmapping.operation(), Optional.of(Ground.stuck(core)), false));
        }
    }

    /** Whether this was a commit of an unmap. */
    boolean finished(OperationId commit) {
        var unmapping = committing.remove(commit);
        if (unmapping != null) {
            owning.answer(unmapping, Optional.empty());
        }
        return unmapping != null;
    }
}
