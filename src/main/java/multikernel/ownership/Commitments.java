package multikernel.ownership;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import multikernel.agreement.CommitAct;
import multikernel.agreement.CommitMessage;
import multikernel.agreement.Commits;
import multikernel.agreement.Phases;
import multikernel.base.CoreId;
import multikernel.base.OpenVote;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Tree;
import multikernel.base.View;

/** The commits of one core: takes each act of agreement to the protocol whose proposal it is about, in order. */
final class Commitments {

    /** What the protocols do when agreement says so. */
    interface Parts {

        void prepare(OperationId commit, Proposal proposal);

        /** Views are closed when it returns. */
        void perform(OperationId commit, long ballot, Proposal proposal);

        void undo(OperationId commit, Proposal proposal);

        void aborted(OperationId commit, Outcome.Refused refused);

        void delayed(OperationId commit, CoreId core);

        void finished(OperationId commit, boolean isCommitted);
    }

    private final Ground ground;
    private final Commits<Proposal> commits;
    private final Parts parts;
    private final Queue<CommitAct<Proposal>> acts = new ArrayDeque<>();
    private boolean isActing;

    Commitments(Ground ground, Parts parts) {
        this.ground = ground;
        this.parts = parts;
        this.commits = new Commits<>(ground.self, ground.incarnation, ground.limits.commitsMax());
    }

    void begin(OperationId commit, long ballot, Phases phases, Proposal proposal, Tree tree) {
        act(commits.begin(commit, ballot, phases, proposal, tree));
    }

    int open() {
        return commits.open();
    }

    List<OpenVote> votes() {
        return commits.votes();
    }

    void agreed(OperationId commit) {
        act(commits.agreed(commit));
    }

    void refused(OperationId commit, Outcome.Refused refused) {
        act(commits.refused(commit, refused));
    }

    void heard(CoreId from, CommitMessage<Proposal> message) {
        act(commits.heard(from, message));
    }

    void viewed(View view) {
        act(commits.viewed(view));
    }

    void ended(Start start) {
        act(commits.ended(start.core(), start.incarnation()));
    }

    private void act(List<CommitAct<Proposal>> next) {
        acts.addAll(next);
        if (isActing) {
            return;
        }
        isActing = true;
        for (var act = acts.poll(); act != null; act = acts.poll()) {
            act(act);
        }
        isActing = false;
    }

    private void act(CommitAct<Proposal> act) {
        switch (act) {
            case CommitAct.Send<Proposal>(var to, var message) ->
                ground.say(to, new OwnershipMessage.Committing(message));
            case CommitAct.Prepare<Proposal> prepare -> parts.prepare(prepare.operation(), prepare.proposal());
            case CommitAct.Perform<Proposal>(var commit, var ballot, var proposal) -> {
                parts.perform(commit, ballot, proposal);
                acts.addAll(commits.performed(commit));
            }
            case CommitAct.Undo<Proposal>(var commit, var proposal) -> parts.undo(commit, proposal);
            case CommitAct.Aborted<Proposal>(var commit, var refused) -> parts.aborted(commit, refused);
            case CommitAct.Delayed<Proposal>(var commit, var cores) -> parts.delayed(commit, cores.getFirst());
            case CommitAct.Finished<Proposal>(var commit, var isCommitted) -> parts.finished(commit, isCommitted);
            case CommitAct.Late<Proposal>(var from, var message) ->
                ground.effect(new OwnershipEffect.Late(from, message));
        }
    }
}
