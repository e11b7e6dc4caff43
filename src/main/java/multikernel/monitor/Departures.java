package multikernel.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import multikernel.base.CoreId;
import multikernel.base.CoreState;
import multikernel.base.Outcome;
import multikernel.base.Refusal;

/**
 * How cores are taken off by order. The node's guardian drives it and performs what it wants; several cores may leave
 * at one time.
 *
 * <pre>
 * ASKED      does the core hold what cannot leave it? Nothing has changed yet, and the order can still be refused.
 * MOVING     domains that have no other dispatcher get one on another core. Until that is up nothing has changed, and
 *            the core stays where it takes too long.
 * DRAINING   its dispatchers get nothing new, close their sockets, finish what they have, and end.
 * RELEASING  the operator's capabilities there go back, and what the core has begun ends.
 * ENDING     it has left the view; its actors end, then its loop, which closes every view on its own thread.
 * </pre>
 *
 * <p>A phase that lasts beyond its limit is left for the next one, and that is said; a loop that does not end is
 * fenced. A core that fails on its way is lost as any other, and stays away all the same.
 */
public final class Departures {

    /** Where a core is on its way. */
    public enum Phase {
        ASKED,
        MOVING,
        DRAINING,
        RELEASING,
        ENDING
    }

    /** How long each phase may last, in nanoseconds. */
    public record Limits(long askedNanos, long movingNanos, long drainingNanos, long releasingNanos, long endingNanos) {

        long of(Phase phase) {
            return switch (phase) {
                case ASKED -> askedNanos;
                case MOVING -> movingNanos;
                case DRAINING -> drainingNanos;
                case RELEASING -> releasingNanos;
                case ENDING -> endingNanos;
            };
        }
    }

    /** What the guardian is to do, in order. */
    public sealed interface Effect {

        /** Ask the core what it holds; it answers with {@link #holds}. */
        record Ask(CoreId core, int incarnation) implements Effect {}

        /** To whoever ordered it. */
        record Answer(CoreId core, Optional<Outcome.Refused> refused) implements Effect {}

        /** Answer with {@link #moved} once each domain that is here only is up elsewhere too; at once if none is. */
        record Move(CoreId core, int incarnation) implements Effect {}

        /** What was accepted is not done: the core is as it was. */
        record Stays(CoreId core, Phase phase) implements Effect {}

        /** From now on the core is not started again; answer with {@link #emptied} once no dispatcher is left. */
        record Drain(CoreId core, int incarnation) implements Effect {}

        /** Answer with {@link #released} once the core has given back what it held. */
        record Release(CoreId core, int incarnation) implements Effect {}

        /** Take it from the view, then end its actors and its loop; answer with {@link #ended}. */
        record Leave(CoreId core, int incarnation) implements Effect {}

        /** Its loop does not end: nobody hears it any more. */
        record Fence(CoreId core, int incarnation) implements Effect {}

        /** The phase lasted too long and is left as it is. */
        record Late(CoreId core, Phase phase) implements Effect {}

        /** @param inOrder false if it failed on its way: then what it held is lost */
        record Left(CoreId core, int incarnation, boolean inOrder) implements Effect {}
    }

    private static final class Departure {
        final int incarnation;
        Phase phase = Phase.ASKED;
        long deadlineNanos;
        boolean isLost;

        Departure(int incarnation) {
            this.incarnation = incarnation;
        }
    }

    private final Limits limits;
    private final Map<CoreId, Departure> leaving = new TreeMap<>();

    public Departures(Limits limits) {
        this.limits = limits;
    }

    /**
     * A core is to leave.
     *
     * @param state of the core
     * @param online all cores that are, this one too if it is
     * @param needs why a domain on it cannot do without it; empty if all can
     */
    public List<Effect> order(
            CoreId core, int incarnation, CoreState state, List<CoreId> online, String needs, long nowNanos) {
        if (leaving.containsKey(core)) {
            return refuse(core, Refusal.NOT_ONLINE, core + " is leaving");
        }
        if (state != CoreState.ONLINE) {
            var refusal = state == CoreState.STUCK ? Refusal.CORE_STUCK : Refusal.NOT_ONLINE;
            return refuse(core, refusal, core + " is " + state.word());
        }
        if (isLast(core, online)) {
            return refuse(core, Refusal.LAST_CORE, core.toString());
        }
        if (!needs.isEmpty()) {
            return refuse(core, Refusal.CORE_NEEDED, needs);
        }
        var departure = new Departure(incarnation);
        departure.deadlineNanos = nowNanos + limits.of(Phase.ASKED);
        leaving.put(core, departure);
        return List.of(new Effect.Ask(core, incarnation));
    }

    /**
     * What the core says of itself.
     *
     * @param needs why it cannot leave; empty if it can
     * @param online as they are now
     */
    public List<Effect> holds(CoreId core, int incarnation, String needs, List<CoreId> online, long nowNanos) {
        var departure = at(core, incarnation, Phase.ASKED);
        if (departure.isEmpty()) {
            return List.of();
        }
        if (!needs.isEmpty() || isLast(core, online)) {
            leaving.remove(core);
            return needs.isEmpty()
                    ? refuse(core, Refusal.LAST_CORE, core.toString())
                    : refuse(core, Refusal.CORE_NEEDED, needs);
        }
        enter(departure.get(), Phase.MOVING, nowNanos);
        return List.of(new Effect.Answer(core, Optional.empty()), new Effect.Move(core, incarnation));
    }

    /**
     * Every domain that it has is elsewhere too.
     *
     * @param online as they are now
     */
    public List<Effect> moved(CoreId core, int incarnation, List<CoreId> online, long nowNanos) {
        var departure = at(core, incarnation, Phase.MOVING);
        if (departure.isEmpty()) {
            return List.of();
        }
        if (isLast(core, online)) {
            leaving.remove(core);
            return List.of(new Effect.Stays(core, Phase.MOVING));
        }
        enter(departure.get(), Phase.DRAINING, nowNanos);
        return List.of(new Effect.Drain(core, incarnation));
    }

    /** No dispatcher lives there any more. */
    public List<Effect> emptied(CoreId core, int incarnation, long nowNanos) {
        return at(core, incarnation, Phase.DRAINING)
                .map(departure -> release(core, departure, nowNanos))
                .orElse(List.of());
    }

    /** It holds nothing any more, and has nothing under way. */
    public List<Effect> released(CoreId core, int incarnation, long nowNanos) {
        return at(core, incarnation, Phase.RELEASING)
                .map(departure -> leave(core, departure, nowNanos))
                .orElse(List.of());
    }

    /** Its loop has ended, in order or not. */
    public List<Effect> ended(CoreId core, int incarnation) {
        var departure = leaving.get(core);
        if (departure == null || departure.incarnation != incarnation) {
            return List.of();
        }
        leaving.remove(core);
        return switch (departure.phase) {
            case ASKED -> undecided(core);
            case MOVING -> List.of(new Effect.Stays(core, Phase.MOVING));
            case DRAINING, RELEASING -> List.of(new Effect.Left(core, incarnation, false));
            case ENDING -> List.of(new Effect.Left(core, incarnation, !departure.isLost));
        };
    }

    /** It stands still and was fenced: it has left once its loop ends. */
    public List<Effect> stuck(CoreId core, int incarnation) {
        var departure = leaving.get(core);
        if (departure == null || departure.incarnation != incarnation) {
            return List.of();
        }
        if (departure.phase == Phase.ASKED || departure.phase == Phase.MOVING) {
            return ended(core, incarnation);
        }
        departure.isLost = true;
        departure.phase = Phase.ENDING;
        return List.of();
    }

    /** Looks for phases that last too long. */
    public List<Effect> ticked(long nowNanos) {
        var effects = new ArrayList<Effect>();
        for (var core : List.copyOf(leaving.keySet())) {
            var departure = leaving.get(core);
            if (departure != null && !departure.isLost && nowNanos - departure.deadlineNanos >= 0) {
                effects.addAll(late(core, departure, nowNanos));
            }
        }
        return effects;
    }

    /** Whether it was ordered off and has not ended. */
    public boolean isLeaving(CoreId core) {
        return leaving.containsKey(core);
    }

    /**
     * Whether it may be ordered on again as far as leaving goes; one that was lost on its way is waited for no more.
     */
    public boolean mayReturn(CoreId core) {
        var departure = leaving.get(core);
        if (departure != null && departure.isLost) {
            leaving.remove(core);
            return true;
        }
        return departure == null;
    }

    private List<Effect> late(CoreId core, Departure departure, long nowNanos) {
        var effects = new ArrayList<Effect>();
        switch (departure.phase) {
            case ASKED, MOVING -> effects.addAll(ended(core, departure.incarnation));
            case DRAINING -> {
                effects.add(new Effect.Late(core, departure.phase));
                effects.addAll(release(core, departure, nowNanos));
            }
            case RELEASING -> {
                effects.add(new Effect.Late(core, departure.phase));
                effects.addAll(leave(core, departure, nowNanos));
            }
            case ENDING -> {
                departure.isLost = true;
                effects.add(new Effect.Late(core, departure.phase));
                effects.add(new Effect.Fence(core, departure.incarnation));
            }
        }
        return effects;
    }

    private List<Effect> release(CoreId core, Departure departure, long nowNanos) {
        enter(departure, Phase.RELEASING, nowNanos);
        return List.of(new Effect.Release(core, departure.incarnation));
    }

    private List<Effect> leave(CoreId core, Departure departure, long nowNanos) {
        enter(departure, Phase.ENDING, nowNanos);
        return List.of(new Effect.Leave(core, departure.incarnation));
    }

    private void enter(Departure departure, Phase phase, long nowNanos) {
        departure.phase = phase;
        departure.deadlineNanos = nowNanos + limits.of(phase);
    }

    private Optional<Departure> at(CoreId core, int incarnation, Phase phase) {
        return Optional.ofNullable(leaving.get(core))
                .filter(each -> each.incarnation == incarnation && each.phase == phase && !each.isLost);
    }

    /** Whether nobody is left when it has gone, and all those that are going. */
    private boolean isLast(CoreId core, List<CoreId> online) {
        return online.stream().allMatch(each -> each.equals(core) || leaving.containsKey(each));
    }

    private static List<Effect> undecided(CoreId core) {
        return refuse(core, Refusal.TIMED_OUT, core + " did not say in time what it holds");
    }

    private static List<Effect> refuse(CoreId core, Refusal refusal, String detail) {
        return List.of(new Effect.Answer(core, Optional.of(new Outcome.Refused(refusal, detail))));
    }
}
