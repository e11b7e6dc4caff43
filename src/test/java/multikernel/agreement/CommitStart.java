package multikernel.agreement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.View;

/** One start of a core in a {@link CommitWorld}, and what its domain has to do for it. */
final class CommitStart {

    enum Fate {
        RUNNING,
        /** Out of the view, and runs on or stands still; only its end is certain. */
        FENCED,
        DEAD
    }

    final CoreId core;
    final int incarnation;
    final Commits<String> commits;
    Fate fate = Fate.RUNNING;
    /** Told of the end of a dead start only once this is known to the guardian. */
    boolean endKnown;

    View view = View.EMPTY;
    /** The last start of each core that was ever in its view. */
    final Map<CoreId, Integer> seen = new HashMap<>();

    final ArrayDeque<View> views = new ArrayDeque<>();
    final ArrayDeque<CommitStart> endings = new ArrayDeque<>();
    final Set<CommitStart> toldEnded = new HashSet<>();
    final List<CommitWorld.Envelope> held = new ArrayList<>();
    /** What it was asked to prepare for and has not answered, and what it was told to do and has not done. */
    final Map<OperationId, CommitAct.Prepare<String>> questions = new LinkedHashMap<>();

    final Map<OperationId, CommitAct.Perform<String>> tasks = new LinkedHashMap<>();

    final Set<OperationId> done = new HashSet<>();

    int effects;
    int effectsUntilDeath = Integer.MAX_VALUE;
    private long lastOperation;

    CommitStart(CoreId core, int incarnation, int openMax) {
        this.core = core;
        this.incarnation = incarnation;
        commits = new Commits<>(core, incarnation, openMax);
    }

    OperationId nextOperation() {
        return new OperationId(core, incarnation, ++lastOperation);
    }

    List<CommitAct<String>> tell(CommitEvent event) {
        return switch (event) {
            case CommitEvent.Begin it ->
                commits.begin(
                        it.operation(), it.ballot(), it.phases(), it.operation().toString(), it.tree());
            case CommitEvent.Cancel it -> commits.cancel(it.operation(), it.why());
            case CommitEvent.Agreed it -> commits.agreed(it.operation());
            case CommitEvent.Refused it -> commits.refused(it.operation(), it.why());
            case CommitEvent.Performed it -> commits.performed(it.operation());
            case CommitEvent.Heard it -> commits.heard(it.from(), it.message());
            case CommitEvent.Viewed it -> commits.viewed(it.view());
            case CommitEvent.Ended it -> commits.ended(it.core(), it.incarnation());
        };
    }

    boolean is(CoreId otherCore, int otherIncarnation) {
        return core.equals(otherCore) && incarnation == otherIncarnation;
    }

    @Override
    public String toString() {
        return core + "." + incarnation;
    }
}
