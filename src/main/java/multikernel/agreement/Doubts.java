package multikernel.agreement;

import java.util.HashSet;
import multikernel.agreement.CommitMessage.Answer;
import multikernel.agreement.CommitMessage.Ask;
import multikernel.agreement.CommitMessage.Standing;
import multikernel.agreement.Part.Stage;
import multikernel.agreement.Part.Work;
import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/**
 * What participants settle between themselves once they have lost a coordinator: any commit is a commit; anyone who has
 * not agreed is an abort, and will not agree, since nothing is heard of a coordinator that left the view; all in doubt
 * is an abort only once the coordinator has ended.
 *
 * <p>Answers count only if they were given in the view in which they were asked for: nothing that a core of an earlier
 * view has sent can change them any more. Whoever knows of a commit tells everyone, once, before it forgets it: so what
 * is not known was not committed, or the one who asks has been told.
 */
final class Doubts<P> {

    private final CoreId self;
    private final Presence presence;
    private final Steps<P> steps;

    Doubts(CoreId self, Presence presence, Steps<P> steps) {
        this.self = self;
        this.presence = presence;
        this.steps = steps;
    }

    boolean isLost(Part<P> part) {
        return !part.isCoordinator() && !presence.admits(part.begun.coordinator(), part.begun.incarnation());
    }

    /** The coordinator is lost, or another core after it. */
    void consider(Part<P> part) {
        if (!part.orphan) {
            part.orphan = true;
            if (part.stage == Stage.PREPARING) {
                steps.undo(part);
            } else if (part.stage == Stage.COMMITTED) {
                spread(part);
            }
        }
        if (part.stage == Stage.AGREED) {
            ask(part);
            conclude(part);
        }
        release(part);
    }

    private void ask(Part<P> part) {
        long round = presence.view().number();
        if (part.round == round) {
            return;
        }
        part.round = round;
        part.inDoubt = new HashSet<>();
        for (var peer : part.peers()) {
            if (presence.of(peer) == Presence.Of.MEMBER) {
                steps.send(peer.core(), new Ask<>(part.operation, part.ballot, round));
            }
        }
    }

    void asked(CoreId from, Ask<P> ask, @Nullable Part<P> part) {
        if (presence.view().number() < ask.round()) {
            throw new IllegalStateException(self + " was asked in a view that it was not told: " + ask);
        }
        steps.send(from, new Answer<>(ask.operation(), ask.ballot(), ask.round(), standing(part)));
    }

    private static Standing standing(@Nullable Part<?> part) {
        if (part == null) {
            return Standing.ABORTED;
        }
        return switch (part.stage) {
            case AGREED -> Standing.IN_DOUBT;
            case COMMITTED -> Standing.COMMITTED;
            case PREPARING, REFUSED, ABORTED -> Standing.ABORTED;
        };
    }

    void answered(CoreId from, Answer<P> answer, Part<P> part) {
        switch (answer.standing()) {
            case COMMITTED -> learn(part, true);
            case ABORTED -> learn(part, false);
            case IN_DOUBT -> {
                if (answer.round() == part.round) {
                    part.inDoubt.add(from);
                    conclude(part);
                }
            }
        }
    }

    /** Some participant knows how it ended. */
    void learn(Part<P> part, boolean committed) {
        if (committed) {
            steps.commit(part);
            spread(part);
        } else {
            steps.abort(part);
        }
        release(part);
    }

    private void conclude(Part<P> part) {
        var begun = part.begun;
        if (presence.state(begun.coordinator(), begun.incarnation()) == Presence.Of.ENDED
                && part.peers().stream().allMatch(peer -> part.inDoubt.contains(peer.core()) || isOver(peer))) {
            steps.abort(part);
        }
    }

    private boolean isOver(Branch peer) {
        return presence.of(peer) == Presence.Of.ENDED && !presence.admits(peer.core(), peer.incarnation());
    }

    private void spread(Part<P> part) {
        if (part.phases == Phases.ONE) {
            return;
        }
        for (var peer : part.peers()) {
            if (presence.of(peer) == Presence.Of.MEMBER) {
                long round = presence.view().number();
                steps.send(peer.core(), new Answer<>(part.operation, part.ballot, round, Standing.COMMITTED));
            }
        }
    }

    /** Nothing remains to be known, and nothing to be done. */
    void release(Part<P> part) {
        boolean works = part.stage == Stage.COMMITTED && part.work != Work.DONE;
        if (part.stage != Stage.AGREED && !works) {
            steps.forget(part.operation);
        }
    }
}
