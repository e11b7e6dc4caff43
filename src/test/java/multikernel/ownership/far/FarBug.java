package multikernel.ownership.far;

import java.util.List;
import multikernel.base.NodeView;
import multikernel.ownership.far.FarEnvelope.Said;

/** What a wrong implementation would do differently, seen from outside. */
interface FarBug {

    FarBug NONE = new FarBug() {};

    /** What goes instead; nothing, or more than one. */
    default List<FarMessage> said(FarMessage message) {
        return List.of(message);
    }

    /** What is heard instead. */
    default List<Said> heard(FarStation by, String from, Said said) {
        return List.of(said);
    }

    default NodeView viewed(NodeView before, NodeView next) {
        return next;
    }

    default FarLimits limits(FarLimits limits) {
        return limits;
    }

    default List<FarEffect> done(FarEffect effect) {
        return List.of(effect);
    }

    /** Whether a node that has removed another still says that it hears it. */
    default boolean hearsAnyone() {
        return false;
    }

    /** Whether a node's look at its own tables is never taken. */
    default boolean isBlind() {
        return false;
    }
}
