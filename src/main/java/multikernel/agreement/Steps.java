package multikernel.agreement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import multikernel.agreement.CommitMessage.Acknowledge;
import multikernel.agreement.CommitMessage.Decide;
import multikernel.agreement.CommitMessage.Prepare;
import multikernel.agreement.CommitMessage.Vote;
import multikernel.agreement.Part.Stage;
import multikernel.agreement.Part.Work;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import org.jspecify.annotations.Nullable;

/** What one core does for its parts in commits, step by step, while their coordinators are there. */
final class Steps<P> {

    private final CoreId self;
    private final Presence presence;
    private final Performed performed;
    private final Settling<P> settling = new Settling<>();
    private final LinkedHashMap<OperationId, Part<P>> parts = new LinkedHashMap<>();
    private final ArrayList<CommitAct<P>> acts = new ArrayList<>();
    private int open;

    Steps(CoreId self, Presence presence, Performed performed) {
        this.self = self;
        this.presence = presence;
        this.performed = performed;
    }

    int open() {
        return open;
    }

    List<Part<P>> parts() {
        return List.copyOf(parts.values());
    }

    @Nullable
    Part<P> part(OperationId operation) {
        return parts.get(operation);
    }

    void forget(OperationId operation) {
        var part = parts.remove(operation);
        if (part != null && part.work == Work.BEGUN) {
            performed.leftOver(operation);
        }
    }

    /** What was begun for a commit that is over. */
    void doneAfterwards(OperationId operation) {
        if (performed.isLeftOver(operation)) {
            performed.done(operation);
        }
    }

    void forgetAll() {
        parts.clear();
        open = 0;
    }

    /** What there is to do since this was last asked. */
    List<CommitAct<P>> take() {
        if (acts.isEmpty()) {
            return List.of();
        }
        var taken = List.copyOf(acts);
        acts.clear();
        return taken;
    }

    void act(CommitAct<P> act) {
        acts.add(act);
    }

    void send(CoreId to, CommitMessage<P> message) {
        acts.add(new CommitAct.Send<>(to, message));
    }

    void tellParents(Part<P> part, CommitMessage<P> message) {
        for (var parent : part.parents) {
            if (presence.isMember(parent)) {
                send(parent, message);
            }
        }
    }

    /** What an earlier attempt has done or is doing is not done again. */
    void enter(Part<P> part, @Nullable Part<P> old) {
        if (old != null && old.stage == Stage.PREPARING) {
            undo(old);
        }
        part.work = old != null && old.work != Work.NOT_BEGUN ? old.work : performed.of(part.operation);
        open += part.isCoordinator() ? 1 : 0;
        parts.put(part.operation, part);
        spread(part);
        var proposal = Objects.requireNonNull(part.proposal);
        if (part.stage == Stage.COMMITTED) {
            perform(part);
        } else if (part.work == Work.NOT_BEGUN) {
            act(new CommitAct.Prepare<>(part.operation, part.ballot, part.begun.coordinator(), proposal));
        } else {
            agree(part);
        }
    }

    /** It is aborted before this core was asked to prepare; those below may have been. */
    void enterAborted(Part<P> part) {
        parts.put(part.operation, part);
        abort(part);
    }

    void agree(Part<P> part) {
        part.stage = Stage.AGREED;
        part.heard.set(self.index());
    }

    void refuse(Part<P> part, Outcome.Refused why) {
        part.veto = why;
        if (part.isCoordinator()) {
            abort(part);
        } else {
            undo(part);
            part.stage = Stage.REFUSED;
            tellParents(part, new CommitMessage.Refuse<>(part.operation, part.ballot, why));
        }
    }

    void done(Part<P> part) {
        part.work = Work.DONE;
        part.heard.set(self.index());
        performed.done(part.operation);
    }

    void commit(Part<P> part) {
        if (part.stage != Stage.AGREED) {
            throw new IllegalStateException(part.operation + " is committed, and " + self + " has not agreed");
        }
        part.decide(Stage.COMMITTED);
        if (!part.orphan) {
            spread(part);
        }
        perform(part);
    }

    void abort(Part<P> part) {
        boolean holds = part.stage == Stage.PREPARING || part.stage == Stage.AGREED;
        part.decide(Stage.ABORTED);
        part.heard.set(self.index());
        if (!part.orphan) {
            spread(part);
        }
        if (holds) {
            undo(part);
        }
        if (part.isCoordinator() && part.veto != null) {
            act(new CommitAct.Aborted<>(part.operation, part.veto));
        }
    }

    private void perform(Part<P> part) {
        if (part.work == Work.NOT_BEGUN) {
            part.work = Work.BEGUN;
            act(new CommitAct.Perform<>(part.operation, part.ballot, Objects.requireNonNull(part.proposal)));
        } else if (part.work == Work.DONE) {
            part.heard.set(self.index());
        }
    }

    void undo(Part<P> part) {
        if (part.work == Work.NOT_BEGUN && part.proposal != null) {
            act(new CommitAct.Undo<>(part.operation, part.proposal));
        }
    }

    /** Whatever now follows from who was heard and who is there. */
    void advance(Part<P> part) {
        if (!part.isCoordinator()) {
            report(part);
            return;
        }
        if (!part.isDecided()) {
            decide(part);
        }
        if (part.isDecided()) {
            finish(part);
        }
    }

    private void decide(Part<P> part) {
        var suspected = part.cores(presence, Presence.Of.SUSPECTED);
        if (!suspected.isEmpty()) {
            part.veto = new Outcome.Refused(Refusal.CORE_STUCK, suspected.toString());
            abort(part);
        } else if (!part.misses(presence, Presence.Of.MEMBER)) {
            commit(part);
        }
    }

    /** Upwards, once no member of the subtree is missing: the whole set, which may have grown since. */
    private void report(Part<P> part) {
        if (part.veto != null && !part.isDecided()) {
            return;
        }
        int count = part.heard.cardinality();
        if (part.misses(presence, Presence.Of.MEMBER)) {
            return;
        }
        if (count > part.told) {
            part.told = count;
            var cores = part.heardCores();
            tellParents(
                    part,
                    part.isDecided()
                            ? new Acknowledge<>(part.operation, part.ballot, cores)
                            : new Vote<>(part.operation, part.ballot, cores));
        }
        if (part.phases == Phases.ONE && !part.misses(presence, Presence.Of.SUSPECTED)) {
            forget(part.operation);
        }
    }

    private void finish(Part<P> part) {
        boolean committed = part.stage == Stage.COMMITTED;
        if (committed && part.misses(presence, Presence.Of.SUSPECTED)) {
            var suspected = part.missing(presence, Presence.Of.SUSPECTED);
            if (!suspected.equals(part.delayed)) {
                part.delayed = suspected;
                act(new CommitAct.Delayed<>(part.operation, suspected));
            }
        } else if (!part.misses(presence, Presence.Of.MEMBER)) {
            open--;
            forget(part.operation);
            act(new CommitAct.Finished<>(part.operation, committed));
            if (part.phases == Phases.TWO) {
                settling.finished(part, presence, this);
            }
        }
    }

    /** Sends what this stage says to those right below that were not sent it. */
    void spread(Part<P> part) {
        var next = part.next(presence);
        if (next.isEmpty()) {
            return;
        }
        var reached = new ArrayList<Branch>(next.size());
        for (int place : next) {
            var branch = part.tree.get(place);
            reached.add(branch);
            if (!part.reached.contains(branch)) {
                send(branch.core(), down(part, place));
            }
        }
        part.reached = reached;
    }

    private CommitMessage<P> down(Part<P> part, int place) {
        if (part.isDecided() && part.phases == Phases.TWO) {
            boolean commit = part.stage == Stage.COMMITTED;
            return new Decide<>(part.operation, part.ballot, part.begun, commit, part.tree);
        }
        var proposal = Objects.requireNonNull(part.proposal);
        return part.phases == Phases.TWO
                ? new Prepare<>(part.operation, part.ballot, part.begun, proposal, part.tree)
                : new CommitMessage.Perform<>(
                        part.operation, part.ballot, part.begun, proposal, Branch.subtree(part.tree, place));
    }
}
