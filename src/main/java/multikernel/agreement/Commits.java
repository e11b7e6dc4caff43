package multikernel.agreement;

import java.util.List;
import multikernel.agreement.CommitMessage.Begun;
import multikernel.agreement.Part.Stage;
import multikernel.agreement.Part.Work;
import multikernel.base.CoreId;
import multikernel.base.OpenVote;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.Tree;
import multikernel.base.View;

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

    /** The operation was begun under an owner that is lost, and this core does not know yet how that ended. */
    static final Outcome.Refused IN_DOUBT = new Outcome.Refused(Refusal.TIMED_OUT, "in doubt under an earlier owner");

    private final CoreId self;
    private final int incarnation;
    private final int openMax;
    private final Presence presence = new Presence();
    private final Steps<P> steps;
    private final Doubts<P> doubts;
    private final Hearing<P> hearing;

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
        hearing = new Hearing<>(self, presence, steps, doubts);
    }

    /** The commits that this core began and that are not finished. */
    public int open() {
        return steps.open();
    }

    /** The commits, this core's own and others', of which it remembers how far they are. */
    public int remembered() {
        return steps.parts().size();
    }

    /** Of the commits that this core began and that are not finished, whom they wait for. */
    public List<OpenVote> votes() {
        return steps.parts().stream()
                .filter(Part::isCoordinator)
                .map(part ->
                        new OpenVote(part.operation, "", part.tree.size(), part.unheard(presence), part.isDecided()))
                .toList();
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
        var part = new Part<>(operation, ballot, phases, begun, proposal, Branch.list(tree, presence), 0, List.of());
        if (phases == Phases.TWO) {
            var suspected = part.cores(presence, Presence.Of.SUSPECTED);
            if (!suspected.isEmpty()) {
                return refuseAtOnce(operation, new Outcome.Refused(Refusal.CORE_STUCK, suspected.toString()));
            }
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
     * The loop of this start of the core has ended for certain, known before or after a view without it. Whoever is
     * told a view with it is told this; a core that was left out of a view is told of no end that came later.
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
        if (!isAlone() && !hearing.hear(from, message)) {
            steps.act(new CommitAct.Late<>(from, message.getClass().getSimpleName()));
        }
        return steps.take();
    }

    private boolean isAlone() {
        return !presence.admits(self, incarnation);
    }
}
