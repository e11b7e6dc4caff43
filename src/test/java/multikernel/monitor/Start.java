package multikernel.monitor;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.View;

/** One start of a core in a {@link World}. */
final class Start {

    /** How it fares. */
    enum Fate {
        RUNNING,
        /** Taken for stuck: no member any more, but it still runs, and nobody tells it. */
        FENCED,
        DEAD
    }

    final CoreId core;
    final int incarnation;
    final Conversations conversations;
    final ArrayDeque<View> views = new ArrayDeque<>();
    final Map<CoreId, Integer> channels = new LinkedHashMap<>();
    Fate fate = Fate.RUNNING;
    long operations;
    long effects;
    /** How many effects it had performed when a test began to count. */
    long effectsAtMark;
    /** It dies once it has performed this many effects. */
    long effectsUntilDeath = Long.MAX_VALUE;

    Start(CoreId core, int incarnation, Conversations conversations) {
        this.core = core;
        this.incarnation = incarnation;
        this.conversations = conversations;
    }

    OperationId nextOperation() {
        return new OperationId(core, incarnation, ++operations);
    }

    @Override
    public String toString() {
        return core + "." + incarnation;
    }
}
