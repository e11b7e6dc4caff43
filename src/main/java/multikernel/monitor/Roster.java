package multikernel.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.CoreState;
import multikernel.base.View;
import org.jspecify.annotations.Nullable;

/**
 * Which cores are members of the node, in which incarnation, and in which order they start. The node's guardian drives
 * it; it is the only place where views are numbered.
 *
 * <p>Cores start one at a time: the next one waits until the one before has joined or is lost. A lost core is started
 * again under the next incarnation, unless it was lost too often within a window: a core that dies at every start must
 * not take the others' time for ever.
 */
public final class Roster {

    /** What the guardian is to do, in order. */
    public sealed interface Effect {

        /** Make the thread and the actors of this incarnation; answer with {@link #started} or {@link #lost}. */
        record Start(CoreId core, int incarnation) implements Effect {}

        /** Tell this view to every member. */
        record Publish(View view) implements Effect {}

        /** The core stays away: it was lost {@code times} times within the window. */
        record GiveUp(CoreId core, int times) implements Effect {}
    }

    private final int restartsMax;
    private final long windowNanos;
    private final int[] incarnations;
    private final int[] lostIncarnations;
    private final CoreState[] states;
    /** Taken off by order: not started again until it is ordered on. */
    private final boolean[] away;

    private final List<Deque<Long>> losses;
    private final Deque<CoreId> waiting = new ArrayDeque<>();
    private @Nullable CoreId starting;
    private View view = View.EMPTY;

    /**
     * @param cores how many the node has
     * @param restartsMax losses of one core within the window that are answered by a new start
     * @param windowNanos length of that window
     */
    public Roster(int cores, int restartsMax, long windowNanos) {
        this.restartsMax = restartsMax;
        this.windowNanos = windowNanos;
        this.incarnations = new int[cores];
        this.lostIncarnations = new int[cores];
        this.states = new CoreState[cores];
        this.away = new boolean[cores];
        Arrays.fill(states, CoreState.OFFLINE);
        this.losses = IntStream.range(0, cores)
                .<Deque<Long>>mapToObj(core -> new ArrayDeque<>())
                .toList();
    }

    /** Starts all cores, in the order given. */
    public List<Effect> boot(List<CoreId> order) {
        waiting.addAll(order);
        return startNext();
    }

    /** The actors of this incarnation are there: the core becomes a member that has yet to join. */
    public List<Effect> started(CoreId core, int incarnation) {
        if (!isCurrent(core, incarnation) || isLost(core) || view.admits(core, incarnation)) {
            return List.of();
        }
        return becomes(Membership.starting(view, core, incarnation));
    }

    /** Every peer has said that it can talk to the core, and its state is complete. */
    public List<Effect> joined(CoreId core, int incarnation) {
        return becomes(Membership.joined(view, core, incarnation));
    }

    /**
     * The core has ended ({@link CoreState#FAILED}) or is fenced ({@link CoreState#STUCK}).
     *
     * @param nowNanos of a monotonic clock
     * @return empty if that was known
     */
    public List<Effect> lost(CoreId core, int incarnation, CoreState how, long nowNanos) {
        if (!isCurrent(core, incarnation) || isLost(core)) {
            return List.of();
        }
        lostIncarnations[core.index()] = incarnation;
        states[core.index()] = how;
        var recent = losses.get(core.index());
        recent.addLast(nowNanos);
        while (nowNanos - recent.getFirst() > windowNanos) {
            recent.removeFirst();
        }
        var effects = new ArrayList<Effect>();
        if (away[core.index()]) {
            recent.removeLast();
        } else if (recent.size() > restartsMax) {
            effects.add(new Effect.GiveUp(core, recent.size()));
        } else {
            waiting.addLast(core);
        }
        starting = core.equals(starting) ? null : starting;
        effects.addAll(becomes(Membership.lost(view, core)));
        return effects;
    }

    /** From now on the core is not started again when it is lost. */
    public void awaits(CoreId core) {
        away[core.index()] = true;
    }

    /** The core leaves the view by order; what it is called changes once its loop has ended. */
    public List<Effect> leaves(CoreId core, int incarnation) {
        if (!isCurrent(core, incarnation) || isLost(core)) {
            return List.of();
        }
        lostIncarnations[core.index()] = incarnation;
        return becomes(Membership.lost(view, core));
    }

    /**
     * What became of a core that was to leave.
     *
     * @param how {@link CoreState#OFFLINE} once its loop has ended, {@link CoreState#STUCK} while that does not end
     */
    public void left(CoreId core, int incarnation, CoreState how) {
        if (isCurrent(core, incarnation)) {
            states[core.index()] = how;
        }
    }

    /** Whether this core can be ordered on: it was taken off, or was lost too often and stays away. */
    public boolean canReturn(CoreId core) {
        return isLost(core)
                && states[core.index()] != CoreState.ONLINE
                && !waiting.contains(core)
                && !core.equals(starting);
    }

    /** Starts it again, as after a loss, and forgets those before. */
    public List<Effect> returns(CoreId core) {
        away[core.index()] = false;
        losses.get(core.index()).clear();
        waiting.addLast(core);
        return startNext();
    }

    /** Whether it was taken off by order, or is leaving. */
    public boolean isAway(CoreId core) {
        return away[core.index()];
    }

    /** Publishes the view if it is a new one, and starts the next core if none is on its way. */
    private List<Effect> becomes(View next) {
        var effects = new ArrayList<Effect>();
        if (next.number() != view.number()) {
            view = next;
            effects.add(new Effect.Publish(view));
        }
        for (var member : view.members()) {
            if (member.joined()) {
                states[member.core().index()] = CoreState.ONLINE;
                starting = member.core().equals(starting) ? null : starting;
            }
        }
        effects.addAll(startNext());
        return effects;
    }

    public View view() {
        return view;
    }

    public CoreState state(CoreId core) {
        return states[core.index()];
    }

    /** The last incarnation that was started, 0 if none was. */
    public int incarnation(CoreId core) {
        return incarnations[core.index()];
    }

    public boolean isCurrent(CoreId core, int incarnation) {
        return incarnations[core.index()] == incarnation;
    }

    private boolean isLost(CoreId core) {
        return lostIncarnations[core.index()] == incarnations[core.index()];
    }

    private List<Effect> startNext() {
        var next = starting == null ? waiting.pollFirst() : null;
        if (next == null) {
            return List.of();
        }
        starting = next;
        return List.of(new Effect.Start(next, ++incarnations[next.index()]));
    }
}
