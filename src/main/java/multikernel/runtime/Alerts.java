package multikernel.runtime;

import multikernel.base.CoreId;
import multikernel.base.CoreState;
import multikernel.base.Member;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.Words;
import multikernel.metrics.Recording;

/**
 * What happens to cores and is worth an operator's attention: counted, published as an event, told to the JDK's flight
 * recorder and to ours. Confined to the guardian.
 */
final class Alerts {

    private final NodeSetup setup;
    private final NodeBoard board;
    private final TraceKeeper traces;
    private final Losses losses = new Losses();
    private final StallLines stallLines = new StallLines();
    private boolean hasStarted;
    private boolean draining;

    Alerts(NodeSetup setup, TraceKeeper traces) {
        this.setup = setup;
        this.traces = traces;
        board = setup.board();
    }

    /** From now on a core that stalls holds somebody up. */
    void started() {
        hasStarted = true;
    }

    /** From now on what does not arrive is to be expected. */
    void drain() {
        draining = true;
    }

    void joined(Member member) {
        var line = member.core() + " joined (incarnation " + member.incarnation() + ")";
        Recording.state(member.core(), member.incarnation(), CoreState.ONLINE, "");
        board.event("core", line);
        traces.note(member.core().index(), "online", line);
    }

    void lost(CoreId core, int incarnation, CoreState how, String why) {
        if (how == CoreState.STUCK) {
            setup.meters().coreStuck(core);
        } else {
            setup.meters().coreFailed(core);
        }
        Recording.state(core, incarnation, how, why);
        var line = core + " (incarnation " + incarnation + ") is " + how.word() + ": " + why;
        board.event("core", line);
        traces.alert(core.index(), how.word(), line);
    }

    /**
     * Noted already, with its stack. What loads classes is told, for it explains a slow first answer, but wants
     * nobody's attention.
     */
    void stalled(Stalled stalled) {
        if (!hasStarted) {
            return;
        }
        if (!stalled.isLoading()) {
            setup.meters().coreStalled(stalled.core());
            traces.fly("stall", stalled.line());
        }
        stallLines.line(stalled, System.nanoTime()).ifPresent(line -> board.event("core", line));
    }

    /** Told as often as a behaviour that stalls its core. */
    void paused(Paused paused) {
        stallLines
                .line(paused.collector(), paused.line(), System.nanoTime())
                .ifPresent(line -> board.event("core", line));
    }

    void dropped(Dropped dropped) {
        var begins = losses.add(dropped, System.nanoTime());
        setup.meters().dropped(dropped.to(), Words.of(dropped.reason()), dropped.count());
        if (begins && !draining) {
            var from = dropped.from() == null
                    ? "a thread that is no core"
                    : dropped.from().toString();
            var line = dropped.count() + " messages from " + from + " to " + dropped.to() + " are dropped: "
                    + Words.of(dropped.reason());
            traces.alert(dropped.to().index(), "dropped", line);
        }
    }

    /** Tells of losses that have begun since it last did, and of those that are over. */
    void tellLosses() {
        losses.tell(System.nanoTime()).forEach(line -> board.event("channel", line));
    }

    /** An operation that the guardian waited for has ended so. */
    void ended(Outcome outcome) {
        if (outcome instanceof Outcome.Refused(var refusal, var detail) && refusal == Refusal.CORE_STUCK) {
            traces.alert(-1, refusal.word(), "an operation is refused as core-stuck: " + detail);
        }
    }
}
