package multikernel.bench;

import java.util.List;
import java.util.function.Consumer;
import multikernel.agreement.CommitAct;
import multikernel.agreement.CommitMessage;
import multikernel.agreement.Commits;
import multikernel.agreement.Phases;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OperationId;
import multikernel.base.Tree;
import multikernel.base.View;

/** One core's part in the commits of an experiment: it can do everything that is proposed, and that takes no time. */
final class CommitDesk {

    /** What a retype proposes: a range of an object. */
    record Proposal(long object, long base, long bytes) {}

    /** What the rings carry. */
    record Letter(CommitMessage<Proposal> message) {}

    private static final int INCARNATION = 1;
    private static final int BALLOT = 1;

    private final CoreId core;
    private final Commits<Proposal> commits;
    private long operations;

    CommitDesk(CoreId core, List<CoreId> cores, int openMax) {
        this.core = core;
        commits = new Commits<>(core, INCARNATION, openMax);
        var members =
                cores.stream().map(each -> new Member(each, INCARNATION, true)).toList();
        commits.viewed(new View(1, members));
    }

    /** Coordinator: one more. */
    void begin(Desk<Letter> desk, Tree tree, Phases phases, Consumer<OperationId> finished) {
        var operation = new OperationId(core, INCARNATION, ++operations);
        var proposal = new Proposal(operations, operations << 12, 1 << 12);
        perform(desk, commits.begin(operation, BALLOT, phases, proposal, tree), finished);
    }

    void heard(Desk<Letter> desk, int from, Letter letter, Consumer<OperationId> finished) {
        perform(desk, commits.heard(CoreId.of(from), letter.message()), finished);
    }

    private void perform(Desk<Letter> desk, List<CommitAct<Proposal>> acts, Consumer<OperationId> finished) {
        for (var act : acts) {
            switch (act) {
                case CommitAct.Send<Proposal>(var to, var message) -> desk.send(to.index(), new Letter(message));
                case CommitAct.Prepare<Proposal> prepare ->
                    perform(desk, commits.agreed(prepare.operation()), finished);
                case CommitAct.Perform<Proposal> decided ->
                    perform(desk, commits.performed(decided.operation()), finished);
                case CommitAct.Finished<Proposal> done -> finished.accept(done.operation());
                case CommitAct.Undo<Proposal> undo -> fail(undo);
                case CommitAct.Aborted<Proposal> aborted -> fail(aborted);
                case CommitAct.Delayed<Proposal> delayed -> fail(delayed);
                case CommitAct.Late<Proposal> late -> fail(late);
            }
        }
    }

    private static void fail(CommitAct<Proposal> act) {
        throw new IllegalStateException("nobody refuses and nobody is lost: " + act);
    }
}
