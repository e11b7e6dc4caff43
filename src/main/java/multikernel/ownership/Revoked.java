package multikernel.ownership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import multikernel.base.Check;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.ownership.Holdings.Found;
import multikernel.ownership.OwnershipMessage.Closed;
import multikernel.ownership.OwnershipMessage.Revoking;
import multikernel.ownership.OwnershipMessage.Take;
import multikernel.ownership.Proposal.NoCopies;
import org.jspecify.annotations.Nullable;

/** Revoke at a core that was asked for one, and at each that holds copies: mark, ask who wants to be asked, drop. */
final class Revoked {

    private final class Errand implements Open.Errand {

        final Open open;
        final Holding holding;
        final Slot kept;

        Errand(Open open, Found found) {
            this.open = open;
            this.holding = found.holding();
            this.kept = found.slot();
        }

        @Override
        public Hint hint() {
            return holding.hint;
        }

        @Override
        public void sayAgain() {
            if (holding.slots.contains(kept)) {
                ground.say(holding.hint.owner(), new Revoking(open.operation, ground.self, holding.claim(), kept));
            } else {
                asking.refuse(open, Ground.refused(Refusal.BEING_REVOKED, kept.domain() + " " + kept.address()));
            }
        }

        @Override
        public void cancel() {}
    }

    private record Asked(ObjectId object, String domain) {}

    /** A revoke that this core has not voted on. */
    private static final class Hearing {

        final Set<Asked> awaited = new LinkedHashSet<>();
        final long deadlineNanos;

        Hearing(long deadlineNanos) {
            this.deadlineNanos = deadlineNanos;
        }
    }

    private final Ground ground;
    private final Holdings holdings;
    private final Asking asking;
    private final Deleting deleting;
    private final Commitments commitments;
    private final Map<OperationId, Hearing> hearings = new LinkedHashMap<>();
    /** What is marked for revokes that have been prepared here and not decided; never iterated. */
    private final Map<OperationId, List<Holding>> marked = new HashMap<>();

    Revoked(Ground ground, Holdings holdings, Asking asking, Deleting deleting, Commitments commitments) {
        this.ground = ground;
        this.holdings = holdings;
        this.asking = asking;
        this.deleting = deleting;
        this.commitments = commitments;
    }

    int size() {
        return hearings.size();
    }

    void ask(Open open, Request.Revoke revoke) {
        switch (holdings.usable(open.domain, revoke.address())) {
            case Check.Refused<Found> no -> asking.refuse(open, no.refused());
            case Check.Plan<Found>(var found) -> {
                if (found.holding().hint.isLost()) {
                    asking.refuse(open, Ground.stuck(found.holding().hint.owner()));
                } else {
                    var errand = new Errand(open, found);
                    asking.keep(open, errand);
                    errand.sayAgain();
                }
            }
        }
    }

    private List<Holding> touched(NoCopies proposal) {
        var descent = proposal.descent();
        return touched(proposal.object(), descent.estate(), descent.generation());
    }

    /** What of this core a revoke of the object is about: the object first. */
    private List<Holding> touched(Described object, ObjectId estate, int generation) {
        var found = new ArrayList<Holding>();
        var itself = holdings.of(object.id());
        if (itself != null) {
            found.add(itself);
        }
        for (var holding : holdings.ofEstate(estate)) {
            if (holding.descent.generation() > generation && object.contains(holding.object)) {
                found.add(holding);
            }
        }
        return found;
    }

    void prepare(OperationId commit, NoCopies proposal) {
        var touched = touched(proposal);
        if (ground.self.equals(proposal.keeper()) && !isKeptHere(proposal)) {
            var kept = proposal.kept().domain() + " " + proposal.kept().address();
            commitments.refused(commit, Ground.refused(Refusal.NO_SUCH_CAPABILITY, kept));
            return;
        }
        var leaf = leafInUse(touched, proposal);
        if (leaf != null) {
            commitments.refused(commit, Ground.refused(Refusal.TABLE_NOT_EMPTY, leaf + " on " + ground.self));
            return;
        }
        var hearing = new Hearing(ground.nowNanos() + ground.limits.holderNanos());
        marked.put(commit, touched);
        for (var holding : touched) {
            holding.marks.add(commit);
            for (var domain : holding.subscribers) {
                hearing.awaited.add(new Asked(holding.object.id(), domain));
                ground.effect(new OwnershipEffect.AskHolder(commit, holding.object.id(), domain));
            }
        }
        if (hearing.awaited.isEmpty()) {
            commitments.agreed(commit);
        } else {
            hearings.put(commit, hearing);
        }
    }

    private @Nullable ObjectId leafInUse(List<Holding> touched, NoCopies proposal) {
        for (var holding : touched) {
            var id = holding.object.id();
            if (holding.object.type() == CapabilityType.TABLE
                    && !id.equals(proposal.object().id())
                    && holdings.isLeafInUse(id, dropped(touched, proposal))) {
                return id;
            }
        }
        return null;
    }

    private Set<Slot> dropped(List<Holding> touched, NoCopies proposal) {
        var dropped = new LinkedHashSet<Slot>();
        touched.forEach(holding -> dropped.addAll(holding.slots));
        dropped.remove(proposal.kept());
        return dropped;
    }

    /** Its domain may have moved it, or ended, since it asked. */
    private boolean isKeptHere(NoCopies proposal) {
        var holding = holdings.of(proposal.object().id());
        return holding != null && holding.slots.contains(proposal.kept());
    }

    void agreed(OwnershipEvent.Agreed agreed) {
        var hearing = hearings.get(agreed.operation());
        if (hearing == null || !hearing.awaited.remove(new Asked(agreed.object(), agreed.domain()))) {
            return;
        }
        if (!agreed.agrees()) {
            refuse(agreed.operation(), Ground.refused(Refusal.HOLDER_REFUSES, agreed.domain() + " on " + ground.self));
        } else if (hearing.awaited.isEmpty()) {
            hearings.remove(agreed.operation());
            commitments.agreed(agreed.operation());
        }
    }

    private void refuse(OperationId commit, Outcome.Refused refused) {
        undo(commit);
        commitments.refused(commit, refused);
    }

    void ticked() {
        for (var commit : List.copyOf(hearings.keySet())) {
            var hearing = hearings.get(commit);
            if (hearing != null && hearing.deadlineNanos <= ground.nowNanos()) {
                var first = hearing.awaited.iterator().next();
                refuse(
                        commit,
                        Ground.refused(
                                Refusal.HOLDER_REFUSES, first.domain() + " on " + ground.self + " does not answer"));
            }
        }
    }

    /** A domain that has gone agrees to everything. */
    void domainEnded(String domain) {
        for (var commit : List.copyOf(hearings.keySet())) {
            var hearing = hearings.get(commit);
            if (hearing != null
                    && hearing.awaited.removeIf(asked -> asked.domain().equals(domain))
                    && hearing.awaited.isEmpty()) {
                hearings.remove(commit);
                commitments.agreed(commit);
            }
        }
    }

    /** Whether this core, which asks for the revoke, keeps its copy, and nobody on it wants to be asked. */
    boolean isFree(NoCopies proposal) {
        if (!isKeptHere(proposal)) {
            return false;
        }
        for (var holding : touched(proposal)) {
            if (!holding.subscribers.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    void perform(OperationId commit, long ballot, NoCopies proposal) {
        undo(commit);
        perform(ballot, proposal);
    }

    /**
     * The owner takes out by itself whom it expects to hold nothing; otherwise it is told, or the next one if it is
     * lost.
     */
    void perform(long ballot, NoCopies proposal) {
        boolean isKeeper = ground.self.equals(proposal.keeper());
        boolean isExpected = !isKeeper || isKeptHere(proposal);
        var kept = isKeeper ? proposal.kept() : null;
        for (var holding : touched(proposal)) {
            boolean isObject = holding.object.id().equals(proposal.object().id());
            giveUp(holding, isExpected, ballot, isObject ? kept : null);
            if (isObject && kept != null && holding.slots.contains(kept)) {
                holding.epoch = proposal.epoch();
            }
        }
    }

    /** The owner alone has decided. */
    void take(CoreId owner, Take take) {
        for (var holding : touched(take.object(), take.estate(), take.generation())) {
            giveUp(holding, true, take.ballot(), null);
        }
        ground.say(owner, new Closed(take.number()));
    }

    private void giveUp(Holding holding, boolean isExpected, long ballot, @Nullable Slot kept) {
        holdings.close(holding);
        boolean isKnown = isExpected && holding.hint.ballot() == ballot && !holding.hint.isLost();
        for (var slot : List.copyOf(holding.slots)) {
            if (slot.equals(kept)) {
                continue;
            }
            if (isKnown) {
                holdings.drop(holding, slot);
            } else {
                deleting.drop(holding, slot);
            }
        }
    }

    /** Also of what this core refused. */
    void undo(OperationId commit) {
        hearings.remove(commit);
        var touched = marked.remove(commit);
        if (touched != null) {
            touched.forEach(holding -> holding.marks.remove(commit));
        }
    }
}
