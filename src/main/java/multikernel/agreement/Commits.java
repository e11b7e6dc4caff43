package multikernel.agreement;

import java.util.ArrayList;
import java.util.List;
import multikernel.agreement.CommitMessage.Begun;
import multikernel.agreement.CommitMessage.Decide;
import multikernel.agreement.Part.Stage;
import multikernel.agreement.Part.Work;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.Tree;
import multikernel.base.View;
import org.jspecify.annotations.Nullable;

/**
 * One core's part in all commits: coordinator of those that it began, participant in others.
 *
 * <p>It takes part from the first view on, and does nothing more once it is told a view without itself. A message must
 * come from a member of the view that was told last, and must have waited for the view in which it was sent. Acts are
 * performed in order, and those that a call returned before the next call that sends.
 *
 * @param <P> the proposal: what is to be done
 */
public final class Commits<P> {

    /** Times {@code openMax}: how many operations a core remembers as performed, so as not to perform them again. */
    private static final int PERFORMED_TIMES = 16;

    private static final Outcome.Refused IN_DOUBT =
            new Outcome.Refused(Refusal.TIMED_OUT, "in doubt under an earlier owner");

    private final CoreId self;
    private final int incarnation;
    private final int openMax;
    private final Presence presence = new Presence();
    private final Steps<P> steps;
    private final Doubts<P> doubts;

    /** @param openMax how many commits this core may have begun and not finished; beyond, {@code busy} */
    public Commits(CoreId self, int incarnation, int openMax) {
        if (openMax < 1) {
            throw new IllegalArgumentException("at least one commit may be open, not " + openMax);
        }
        this.self = self;
        this.incarnation = incarnation;
        this.openMax = openMax;
        steps = new Steps<>(self, presence, new Performed(PERFORMED_TIMES * openMax));
        doubts = new Doubts<>(self, presence, steps);
    }

    /** The commits that this core began and that are not finished. */
    public int open() {
        return steps.open();
    }

    /** The commits, this core's own and others', of which it remembers how far they are. */
    public int remembered() {
        return steps.parts().size();
    }

    /**
     * Begins a commit as its coordinator; it ends in one {@link CommitAct.Finished}. What this core has open already is
     * not begun again.
     *
     * @param ballot of the owner that decides: an attempt under a higher one takes the place of one under a lower
     * @param tree of all participants; its root is this core, which is one of them
     */
    public List<CommitAct<P>> begin(OperationId operation, long ballot, Phases phases, P proposal, Tree tree) {
        if (!tree.root().equals(self)) {
            throw new IllegalArgumentException(self + " cannot begin what " + tree.root() + " coordinates");
        }
        var old = steps.part(operation);
        if (isAlone() || (old != null && (old.isCoordinator() || old.ballot >= ballot))) {
            return List.of();
        }
        if (steps.open() >= openMax) {
            return refuseAtOnce(operation, new Outcome.Refused(Refusal.BUSY, "commits"));
        }
        if (old != null && old.stage == Stage.AGREED) {
            return refuseAtOnce(operation, IN_DOUBT);
        }
        var begun = new Begun(self, incarnation);
        var part = new Part<>(operation, ballot, phases, begun, proposal, branches(tree), 0, List.of());
        var suspected = part.cores(presence, Presence.Of.SUSPECTED);
        if (phases == Phases.TWO && !suspected.isEmpty()) {
            return refuseAtOnce(operation, new Outcome.Refused(Refusal.CORE_STUCK, suspected.toString()));
        }
        steps.enter(part, old);
        steps.advance(part);
        return steps.take();
    }

    private List<CommitAct<P>> refuseAtOnce(OperationId operation, Outcome.Refused why) {
        return List.of(new CommitAct.Aborted<>(operation, why), new CommitAct.Finished<>(operation, false));
    }

    /** The coordinator gives up what is not decided: its time is over, or nobody wants it any more. */
    public List<CommitAct<P>> cancel(OperationId operation, Outcome.Refused why) {
        var part = steps.part(operation);
        if (part != null && part.isCoordinator() && !part.isDecided()) {
            part.veto = why;
            steps.abort(part);
            steps.advance(part);
        }
        return steps.take();
    }

    /** This core can do what it was asked to prepare for. */
    public List<CommitAct<P>> agreed(OperationId operation) {
        var part = steps.part(operation);
        if (part != null && part.stage == Stage.PREPARING) {
            steps.agree(part);
            steps.advance(part);
        }
        return steps.take();
    }

    /** This core cannot do what it was asked to prepare for. */
    public List<CommitAct<P>> refused(OperationId operation, Outcome.Refused why) {
        var part = steps.part(operation);
        if (part != null && part.stage == Stage.PREPARING) {
            steps.refuse(part, why);
            steps.advance(part);
        }
        return steps.take();
    }

    /** This core has done what it was told to perform. */
    public List<CommitAct<P>> performed(OperationId operation) {
        var part = steps.part(operation);
        if (part == null) {
            steps.doneAfterwards(operation);
        } else if (part.work == Work.BEGUN) {
            steps.done(part);
            if (part.orphan) {
                doubts.release(part);
            } else {
                steps.advance(part);
            }
        }
        return steps.take();
    }

    /** The guardian's next view. */
    public List<CommitAct<P>> viewed(View view) {
        presence.viewed(view);
        if (isAlone()) {
            steps.forgetAll();
        }
        return everyPart();
    }

    /**
     * The loop of this start of the core has ended for certain, known before or after a view without it. Whoever is told
     * a view with it is told this; a core that was left out of a view is told of no end that came later.
     */
    public List<CommitAct<P>> ended(CoreId core, int ofIncarnation) {
        presence.ended(core, ofIncarnation);
        return everyPart();
    }

    private List<CommitAct<P>> everyPart() {
        for (var part : steps.parts()) {
            if (doubts.isLost(part)) {
                doubts.consider(part);
            } else {
                if (part.stage != Stage.REFUSED && part.misses(presence, Presence.Of.MEMBER)) {
                    steps.spread(part);
                }
                steps.advance(part);
            }
        }
        return steps.take();
    }

    /** Another core said this. */
    public List<CommitAct<P>> heard(CoreId from, CommitMessage<P> message) {
        if (isAlone()) {
            return List.of();
        }
        boolean late =
                switch (message) {
                    case CommitMessage.Perform<P> down -> !asked(from, part(from, down));
                    case CommitMessage.Prepare<P> down -> !asked(from, part(from, down));
                    case CommitMessage.Vote<P> vote ->
                        !counted(steps.part(vote.operation()), vote.ballot(), vote.cores(), false);
                    case CommitMessage.Acknowledge<P> done ->
                        !counted(steps.part(done.operation()), done.ballot(), done.cores(), true);
                    case CommitMessage.Refuse<P> veto -> !vetoed(veto);
                    case Decide<P> down -> !decided(from, down);
                    case CommitMessage.Ask<P> ask -> {
                        doubts.asked(from, ask, part(ask.operation(), ask.ballot()));
                        yield false;
                    }
                    case CommitMessage.Answer<P> answer -> !answered(from, answer);
                    case CommitMessage.Settled<P> settled -> !settled(from, settled);
                };
        if (late) {
            steps.act(new CommitAct.Late<>(from, message.getClass().getSimpleName()));
        }
        return steps.take();
    }

    private Part<P> part(CoreId from, CommitMessage.Perform<P> down) {
        return new Part<>(
                down.operation(),
                down.ballot(),
                Phases.ONE,
                down.begun(),
                down.proposal(),
                down.tree(),
                0,
                List.of(from));
    }

    private Part<P> part(CoreId from, CommitMessage.Prepare<P> down) {
        return new Part<>(
                down.operation(),
                down.ballot(),
                Phases.TWO,
                down.begun(),
                down.proposal(),
                down.tree(),
                Branch.find(down.tree(), self),
                List.of(from));
    }

    private @Nullable Part<P> part(OperationId operation, long ballot) {
        var part = steps.part(operation);
        return part != null && part.ballot == ballot ? part : null;
    }

    private boolean asked(CoreId from, Part<P> part) {
        var old = steps.part(part.operation);
        if (!isThere(part.begun) || (old != null && old.ballot > part.ballot)) {
            return false;
        }
        if (old != null && old.ballot == part.ballot) {
            old.addParent(from);
            again(from, old);
        } else if (old != null && old.stage == Stage.AGREED) {
            steps.send(from, new CommitMessage.Refuse<>(part.operation, part.ballot, IN_DOUBT));
        } else {
            steps.enter(part, old);
            steps.advance(part);
        }
        return true;
    }

    /** Says again upwards what was said to one who is lost. */
    private void again(CoreId from, Part<P> part) {
        if (part.veto != null && !part.isDecided()) {
            steps.send(from, new CommitMessage.Refuse<>(part.operation, part.ballot, part.veto));
        }
        part.told = 0;
        steps.advance(part);
    }

    private boolean counted(@Nullable Part<P> part, long ballot, List<CoreId> cores, boolean decided) {
        if (part == null || part.ballot != ballot || part.orphan || part.isDecided() != decided) {
            return false;
        }
        part.heard(cores);
        steps.advance(part);
        return true;
    }

    private boolean vetoed(CommitMessage.Refuse<P> veto) {
        var part = part(veto.operation(), veto.ballot());
        if (part == null || part.orphan || part.isDecided()) {
            return false;
        }
        part.veto = veto.refused();
        if (part.isCoordinator()) {
            steps.abort(part);
            steps.advance(part);
        } else {
            steps.tellParents(part, veto);
        }
        return true;
    }

    private boolean decided(CoreId from, Decide<P> down) {
        var part = part(down.operation(), down.ballot());
        if (part == null) {
            return abortedUnasked(from, down);
        }
        if (part.orphan) {
            return part.stage == Stage.AGREED && learned(part, down.commit());
        }
        part.addParent(from);
        part.told = 0;
        if (!part.isDecided() && down.commit()) {
            steps.commit(part);
        } else if (!part.isDecided()) {
            steps.abort(part);
        }
        steps.advance(part);
        return true;
    }

    private boolean learned(Part<P> part, boolean committed) {
        doubts.learn(part, committed);
        return true;
    }

    private boolean abortedUnasked(CoreId from, Decide<P> down) {
        var old = steps.part(down.operation());
        if (down.commit() || !isThere(down.begun()) || (old != null && old.ballot > down.ballot())) {
            return false;
        }
        int at = Branch.find(down.tree(), self);
        if (old != null) {
            acknowledgeUnasked(from, down, at);
            return true;
        }
        var part = new Part<P>(
                down.operation(), down.ballot(), Phases.TWO, down.begun(), null, down.tree(), at, List.of(from));
        steps.enterAborted(part);
        steps.advance(part);
        return true;
    }

    /** This core refused while it was in doubt under an earlier owner, so nobody below it was asked either. */
    private void acknowledgeUnasked(CoreId from, Decide<P> down, int at) {
        var cores = Branch.subtree(down.tree(), at).stream().map(Branch::core).toList();
        steps.send(from, new CommitMessage.Acknowledge<>(down.operation(), down.ballot(), cores));
    }

    private boolean answered(CoreId from, CommitMessage.Answer<P> answer) {
        var part = part(answer.operation(), answer.ballot());
        if (part == null || !part.orphan || part.stage != Stage.AGREED) {
            return false;
        }
        doubts.answered(from, answer, part);
        return true;
    }

    private boolean settled(CoreId from, CommitMessage.Settled<P> settled) {
        for (var operation : settled.operations()) {
            var part = steps.part(operation);
            if (part != null && part.isDecided() && part.begun.coordinator().equals(from)) {
                steps.forget(operation);
            }
        }
        return true;
    }

    private boolean isThere(Begun begun) {
        return presence.state(begun.coordinator(), begun.incarnation()) == Presence.Of.MEMBER;
    }

    private boolean isAlone() {
        return !presence.admits(self, incarnation);
    }

    private List<Branch> branches(Tree tree) {
        var branches = new ArrayList<Branch>();
        add(branches, tree, tree.root());
        return branches;
    }

    /** Those that have ended take no part, and others may not know it. */
    private void add(List<Branch> branches, Tree tree, CoreId core) {
        int at = branches.size();
        int start = presence.incarnation(core);
        boolean isThere = presence.state(core, start) != Presence.Of.ENDED;
        if (isThere) {
            branches.add(new Branch(core, start, 0));
        }
        tree.childrenOf(core).forEach(child -> add(branches, tree, child));
        if (isThere) {
            branches.set(at, new Branch(core, start, branches.size() - at - 1));
        }
    }
}
