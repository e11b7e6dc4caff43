package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.base.CoreState;
import multikernel.base.Member;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.Words;
import multikernel.metrics.Recording;
import multikernel.monitor.Departures;
import multikernel.monitor.Roster;

/** The guardian's side of cores that are taken off and brought back. Confined to the guardian. */
final class DepartureDesk {

    /** Domains that had a dispatcher on a core that leaves, and nowhere else. */
    private record Moving(int incarnation, List<String> domains, CoreId to) {}

    private final NodeSetup setup;
    private final Roster roster;
    private final Incarnations incarnations;
    private final DomainDesk desk;
    private final Consumer<List<Roster.Effect>> perform;
    private final ActorRef<Outcome> ignore;
    private final Departures departures;
    private final Map<CoreId, ActorRef<NodeCommand.Ordered>> waiters = new HashMap<>();
    private final Map<CoreId, Moving> moving = new HashMap<>();
    private boolean draining;

    /**
     * @param perform what becomes of the roster
     * @param ignore hears how the moves of domains end, which is seen where they start
     */
    DepartureDesk(
            NodeSetup setup,
            Roster roster,
            Incarnations incarnations,
            DomainDesk desk,
            Consumer<List<Roster.Effect>> perform,
            ActorRef<Outcome> ignore) {
        this.setup = setup;
        this.roster = roster;
        this.incarnations = incarnations;
        this.desk = desk;
        this.perform = perform;
        this.ignore = ignore;
        var settings = setup.settings();
        long step = TimeUnit.MILLISECONDS.toNanos(settings.liveness().departureMillis());
        this.departures = new Departures(new Departures.Limits(
                TimeUnit.MILLISECONDS.toNanos(settings.agreement().timeoutMillis()),
                TimeUnit.MILLISECONDS.toNanos(settings.agreement().timeoutMillis()) + step,
                TimeUnit.MILLISECONDS.toNanos(settings.drainTimeoutMillis()) + step,
                step,
                step));
    }

    void on(NodeCommand.OfDeparture command) {
        long now = System.nanoTime();
        switch (command) {
            case NodeCommand.TakeOff(var core, var replyTo) -> takeOff(core, replyTo, now);
            case NodeCommand.BringOn(var core, var replyTo) ->
                replyTo.tell(new NodeCommand.Ordered(refusalToReturn(core)));
            case NodeCommand.Holds(var core, var incarnation, var needs) ->
                perform(departures.holds(core, incarnation, needs, online(), now));
            case NodeCommand.Emptied(var core, var incarnation) -> perform(departures.emptied(core, incarnation, now));
            case NodeCommand.Released(var core, var incarnation) ->
                perform(departures.released(core, incarnation, now));
        }
    }

    private void takeOff(CoreId core, ActorRef<NodeCommand.Ordered> replyTo, long now) {
        var none = refusalOfAll(core);
        if (none.isPresent()) {
            replyTo.tell(new NodeCommand.Ordered(none));
            return;
        }
        var before = waiters.put(core, replyTo);
        var needs = desk.needs(core, others(core));
        perform(departures.order(core, roster.incarnation(core), roster.state(core), online(), needs, now));
        if (before != null && !waiters.containsKey(core)) {
            waiters.put(core, before);
        }
    }

    private Optional<Outcome.Refused> refusalOfAll(CoreId core) {
        if (draining) {
            return refuse(Refusal.STOPPING, "");
        }
        return core.index() < setup.cores()
                ? Optional.empty()
                : refuse(Refusal.NO_SUCH_CORE, core + "; the node has 0 to " + (setup.cores() - 1));
    }

    private Optional<Outcome.Refused> refusalToReturn(CoreId core) {
        var none = refusalOfAll(core);
        if (none.isPresent()) {
            return none;
        }
        if (!departures.mayReturn(core)) {
            return refuse(Refusal.NOT_OFFLINE, core + " is leaving");
        }
        if (!roster.canReturn(core)) {
            return refuse(
                    Refusal.NOT_OFFLINE, core + " is " + roster.state(core).word());
        }
        setup.board().event("core", core + " is brought back");
        perform.accept(roster.returns(core));
        return Optional.empty();
    }

    private static Optional<Outcome.Refused> refuse(Refusal refusal, String detail) {
        return Optional.of(new Outcome.Refused(refusal, detail));
    }

    private List<CoreId> online() {
        return roster.view().members().stream()
                .filter(Member::joined)
                .map(Member::core)
                .toList();
    }

    /** Online, and to stay so. */
    private List<CoreId> others(CoreId core) {
        return online().stream()
                .filter(each -> !each.equals(core) && !departures.isLeaving(each))
                .toList();
    }

    /** Its loop has ended, whoever wanted it. */
    void ended(CoreId core, int incarnation) {
        perform(departures.ended(core, incarnation));
    }

    /** It stands still and was fenced. */
    void stuck(CoreId core, int incarnation) {
        if (departures.isLeaving(core)) {
            say(core, "stands still on its way out");
            roster.left(core, incarnation, CoreState.STUCK);
            perform(departures.stuck(core, incarnation));
        }
    }

    void tick(long nowNanos) {
        for (var core : List.copyOf(moving.keySet())) {
            lookAtMoves(core, nowNanos);
        }
        perform(departures.ticked(nowNanos));
    }

    void drain() {
        draining = true;
    }

    private void perform(List<Departures.Effect> effects) {
        for (var effect : effects) {
            switch (effect) {
                case Departures.Effect.Ask(var core, var incarnation) ->
                    incarnations.monitor(core, incarnation).tell(Monitor.Leave.SAY);
                case Departures.Effect.Answer(var core, var refused) -> answer(core, refused);
                case Departures.Effect.Move(var core, var incarnation) -> move(core, incarnation);
                case Departures.Effect.Stays(var core, var phase) -> {
                    moving.remove(core);
                    say(core, "stays: it was not through with " + Words.of(phase));
                }
                case Departures.Effect.Drain(var core, var incarnation) -> drain(core, incarnation);
                case Departures.Effect.Release(var core, var incarnation) ->
                    incarnations.monitor(core, incarnation).tell(Monitor.Leave.RELEASE);
                case Departures.Effect.Leave(var core, var incarnation) -> {
                    perform.accept(roster.leaves(core, incarnation));
                    incarnations.end(core, incarnation);
                }
                case Departures.Effect.Fence(var core, var incarnation) -> {
                    incarnations.fence(core, incarnation);
                    incarnations.runFenceActions(core, incarnation);
                    roster.left(core, incarnation, CoreState.STUCK);
                }
                case Departures.Effect.Late(var core, var phase) ->
                    say(core, "was not through with " + Words.of(phase) + " in time, and goes on");
                case Departures.Effect.Left(var core, var incarnation, var inOrder) -> left(core, incarnation, inOrder);
            }
        }
    }

    private void answer(CoreId core, Optional<Outcome.Refused> refused) {
        var waiter = waiters.remove(core);
        if (waiter != null) {
            waiter.tell(new NodeCommand.Ordered(refused));
        }
    }

    /** To the core that has the fewest dispatchers. */
    private void move(CoreId core, int incarnation) {
        var others = others(core);
        var to = others.stream()
                .min(Comparator.comparingInt(desk::dispatchersOn))
                .orElse(core);
        var domains = desk.onlyOn(core, others);
        for (var domain : domains) {
            say(core, "is to leave, so " + domain + " moves to " + to);
            desk.span(domain, List.of(to), List.of(), ignore);
        }
        moving.put(core, new Moving(incarnation, domains, to));
        lookAtMoves(core, System.nanoTime());
    }

    private void lookAtMoves(CoreId core, long nowNanos) {
        var moves = moving.get(core);
        if (moves != null && moves.domains().stream().allMatch(domain -> desk.isUp(domain, moves.to()))) {
            perform(departures.moved(core, moves.incarnation(), online(), nowNanos));
        }
    }

    /** What has moved has nothing to come back to. */
    private void forgetMoves(CoreId core) {
        var moves = moving.remove(core);
        if (moves != null) {
            moves.domains().forEach(domain -> desk.span(domain, List.of(), List.of(core), ignore));
        }
    }

    private void drain(CoreId core, int incarnation) {
        roster.awaits(core);
        say(core, "is being taken off");
        desk.coreLeaves(core);
        Objects.requireNonNull(incarnations.life(core, incarnation).cpuDriver, "a member has reported its driver")
                .tell(new CpuDriver.Leave());
    }

    private void left(CoreId core, int incarnation, boolean inOrder) {
        forgetMoves(core);
        roster.left(core, incarnation, CoreState.OFFLINE);
        var how = inOrder ? "in order" : "it failed on its way, and what it held is lost";
        Recording.state(core, incarnation, CoreState.OFFLINE, how);
        say(core, "(incarnation " + incarnation + ") is offline" + (inOrder ? "" : ": " + how));
        perform.accept(List.of());
    }

    private void say(CoreId core, String what) {
        setup.board().event("core", core + " " + what);
    }
}
