package multikernel.agreement;

import java.util.List;
import multikernel.agreement.CommitMessage.Acknowledge;
import multikernel.agreement.CommitMessage.Answer;
import multikernel.agreement.CommitMessage.Ask;
import multikernel.agreement.CommitMessage.Begun;
import multikernel.agreement.CommitMessage.Decide;
import multikernel.agreement.CommitMessage.Perform;
import multikernel.agreement.CommitMessage.Prepare;
import multikernel.agreement.CommitMessage.Refuse;
import multikernel.agreement.CommitMessage.Settled;
import multikernel.agreement.CommitMessage.Vote;
import multikernel.agreement.Part.Stage;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import org.jspecify.annotations.Nullable;

/** What each message of another core does to this core's parts; what says nothing any more is told apart. */
final class Hearing<P> {

    private final CoreId self;
    private final Presence presence;
    private final Steps<P> steps;
    private final Doubts<P> doubts;

    Hearing(CoreId self, Presence presence, Steps<P> steps, Doubts<P> doubts) {
        this.self = self;
        this.presence = presence;
        this.steps = steps;
        this.doubts = doubts;
    }

    /** @return whether it was not late */
    boolean hear(CoreId from, CommitMessage<P> message) {
        return switch (message) {
            case Perform<P> down -> asked(from, part(from, down));
            case Prepare<P> down -> asked(from, part(from, down));
            case Vote<P> vote -> counted(part(vote.operation(), vote.ballot()), vote.cores(), false);
            case Acknowledge<P> done -> counted(part(done.operation(), done.ballot()), done.cores(), true);
            case Refuse<P> veto -> vetoed(veto);
            case Decide<P> down -> decided(from, down);
            case Ask<P> ask -> {
                doubts.asked(from, ask, part(ask.operation(), ask.ballot()));
                yield true;
            }
            case Answer<P> answer -> answered(from, answer);
            case Settled<P> settled -> settled(from, settled);
        };
    }

    private Part<P> part(CoreId from, Perform<P> down) {
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

    private Part<P> part(CoreId from, Prepare<P> down) {
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
            steps.send(from, new Refuse<>(part.operation, part.ballot, Commits.IN_DOUBT));
        } else {
            steps.enter(part, old);
            steps.advance(part);
        }
        return true;
    }

    /** Says again upwards what was said to one who is lost. */
    private void again(CoreId from, Part<P> part) {
        if (part.veto != null && !part.isDecided()) {
            steps.send(from, new Refuse<>(part.operation, part.ballot, part.veto));
        }
        part.told = 0;
        steps.advance(part);
    }

    private boolean counted(@Nullable Part<P> part, List<CoreId> cores, boolean decided) {
        if (part == null || part.orphan || part.isDecided() != decided) {
            return false;
        }
        part.heard(cores);
        steps.advance(part);
        return true;
    }

    private boolean vetoed(Refuse<P> veto) {
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
        steps.send(from, new Acknowledge<>(down.operation(), down.ballot(), cores));
    }

    private boolean answered(CoreId from, Answer<P> answer) {
        var part = part(answer.operation(), answer.ballot());
        if (part == null || !part.orphan || part.stage != Stage.AGREED) {
            return false;
        }
        doubts.answered(from, answer, part);
        return true;
    }

    private boolean settled(CoreId from, Settled<P> settled) {
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
}
