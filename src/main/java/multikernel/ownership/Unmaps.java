package multikernel.ownership;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.agreement.Phases;
import multikernel.base.Check;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Refusal;
import multikernel.capability.ObjectId;
import multikernel.ownership.Holdings.Found;
import multikernel.ownership.OwnershipMessage.Answer;
import multikernel.ownership.OwnershipMessage.Close;
import multikernel.ownership.OwnershipMessage.Closed;
import multikernel.ownership.OwnershipMessage.Unmapping;
import org.jspecify.annotations.Nullable;

/**
 * Unmap, the shootdown: the owner commits in one phase with all who hold copies; each closes its views, then says so.
 *
 * <p>Where the tree has inner cores this is a commit of agreement; where the owner itself sends to all it is one short
 * message each way, since one-phase needs no more: closing twice is closing, and who has ended has closed.
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
            var owner = holding.hint.owner();
            var unmapping = new Unmapping(open.operation, ground.self, holding.claim());
            if (owner.equals(ground.self)) {
                owning.requested(owner, unmapping);
            } else {
                ground.say(owner, unmapping);
            }
        }

        @Override
        public void cancel() {}
    }

    /** An unmap whose tree has no inner core. */
    private final class Direct implements Volleys.Aim {

        final Unmapping unmapping;

        Direct(Unmapping unmapping) {
            this.unmapping = unmapping;
        }

        @Override
        public OperationId operation() {
            return unmapping.operation();
        }

        @Override
        public String about() {
            return "unmap";
        }

        @Override
        public void reached() {
            closed(unmapping);
        }

        @Override
        public void delayed(CoreId core) {
            tell(unmapping, core);
        }
    }

    private final Ground ground;
    private final Holdings holdings;
    private final Asking asking;
    private final Owning owning;
    private final Commitments commitments;
    private final Map<OperationId, Unmapping> committing = new LinkedHashMap<>();
    private final Volleys volleys;

    Unmaps(Ground ground, Holdings holdings, Asking asking, Owning owning, Commitments commitments, Volleys volleys) {
        this.ground = ground;
        this.holdings = holdings;
        this.asking = asking;
        this.owning = owning;
        this.commitments = commitments;
        this.volleys = volleys;
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
        var tree = owned.sharers.tree(ground.self, ground.shape);
        var below = tree.childrenOf(ground.self);
        if (tree.children().size() > 1) {
            var commit = ground.ownOperation();
            committing.put(commit, unmapping);
            var proposal = new Proposal.NoViews(owned.object.id());
            commitments.begin(commit, owned.realm.ballot, Phases.ONE, proposal, tree);
        } else if (below.isEmpty()) {
            close(owned.object.id());
            closed(unmapping);
        } else {
            var object = owned.object.id();
            volleys.begin(below, number -> new Close(number, object), new Direct(unmapping));
            close(owned.object.id());
        }
    }

    /** At a holder. */
    void closed(CoreId owner, Close close) {
        close(close.object());
        ground.say(owner, new Closed(close.number()));
    }

    private void closed(Unmapping unmapping) {
        var mine = unmapping.asker().equals(ground.self) ? asking.of(unmapping.operation()) : null;
        if (mine == null) {
            owning.answer(unmapping, Optional.empty());
        } else {
            asking.done(mine, List.of());
        }
    }

    private void close(ObjectId object) {
        var holding = holdings.of(object);
        if (holding != null) {
            holdings.close(holding);
        }
    }

    void perform(Proposal.NoViews proposal) {
        close(proposal.object());
    }

    void delayed(OperationId commit, CoreId core) {
        var unmapping = committing.get(commit);
        if (unmapping != null) {
            tell(unmapping, core);
        }
    }

    private void tell(Unmapping unmapping, CoreId stuck) {
        ground.say(unmapping.asker(), new Answer(unmapping.operation(), Optional.of(Ground.stuck(stuck)), false));
    }

    /** The operation that this is the commit of, or null if it is not of an unmap. */
    @Nullable
    OperationId operationOf(OperationId commit) {
        var unmapping = committing.get(commit);
        return unmapping == null ? null : unmapping.operation();
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
