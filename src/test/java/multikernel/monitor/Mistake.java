package multikernel.monitor;

import multikernel.base.Member;
import multikernel.base.View;

/** A mistake that an implementation of {@link ObjectMember} or of its shell could make. */
enum Mistake {
    NONE,
    /** An owner's ballot is the view in which its object began, not the one in which it became the owner. */
    BEGINS_WITH_ITS_VIEW,
    /** What came together is never acknowledged. */
    FORGETS_BATCHES,
    /** A core listens to its peers' older starts, too. */
    HEARS_THE_DEAD,
    /** A core does not wait for the view in which something was said. */
    DOES_NOT_WAIT_FOR_VIEWS,
    /** A core acknowledges everything that is on its way to it. */
    ACKNOWLEDGES_AHEAD;

    /** What a core takes a message for. */
    <S, C> ObjectEnvelope<S, C> heardAs(View view, ObjectEnvelope<S, C> envelope) {
        int incarnation = this == HEARS_THE_DEAD
                ? view.member(envelope.from()).map(Member::incarnation).orElse(envelope.incarnation())
                : envelope.incarnation();
        long sentIn = this == DOES_NOT_WAIT_FOR_VIEWS ? Math.min(envelope.view(), view.number()) : envelope.view();
        return new ObjectEnvelope<>(envelope.from(), incarnation, sentIn, envelope.message());
    }

    /** What a core remembers of the views before its object begins. */
    Tenures tenures(ObjectStart start) {
        if (this != BEGINS_WITH_ITS_VIEW) {
            return start.tenures;
        }
        var tenures = new Tenures();
        tenures.viewed(View.EMPTY, start.view);
        return tenures;
    }
}
