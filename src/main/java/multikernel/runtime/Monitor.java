package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.OperationId;
import multikernel.base.View;
import multikernel.metrics.CoreTally;
import multikernel.monitor.Conversations;
import multikernel.monitor.DomainChange;
import multikernel.monitor.DomainTable;
import multikernel.monitor.MonitorEffect;
import multikernel.monitor.MonitorEvent;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.Start;
import multikernel.trace.Steps;

/**
 * Everything that cores agree on, as one core takes part in it: turns what it is told into events for
 * {@link Conversations}, and performs the effects in their order. What peers say comes over control rings, which the
 * core's loop looks at first.
 */
final class Monitor extends AbstractBehavior<Monitor.Command> implements ControlHandler {

    sealed interface Command {}

    /** The guardian's next view. */
    record Saw(View view) implements Command {}

    /** Answered to the guardian by {@link NodeCommand.Answered} with the same ticket. */
    record Change(long ticket, DomainChange change) implements Command {}

    /** The loop of this incarnation has ended for certain, and its views are closed. */
    record Ended(CoreId core, int incarnation) implements Command {}

    /** To a core that starts, before its first view: who stands still since before it came, and who has ended. */
    record Left(List<Start> stuck, List<Start> ended) implements Command {
        Left {
            stuck = List.copyOf(stuck);
            ended = List.copyOf(ended);
        }
    }

    /** Answered to the guardian by {@link NodeCommand.Worked} with the same ticket. */
    record Work(long ticket, CapabilityWork work) implements Command {}

    /** Say whether the core can leave ({@link NodeCommand.Holds}); give back what it holds, and say when it has. */
    enum Leave implements Command {
        SAY,
        RELEASE
    }

    private enum Tick implements Command {
        NOW,
        SOON
    }

    /** How exactly deadlines are kept; they are seconds. */
    private static final Duration TICK = Duration.ofMillis(50);

    private final CoreSite site;
    private final ActorRef<CpuDriver.Command> cpuDriver;
    private final TimerScheduler<Command> timers;
    private final ActorRef<Command> self;
    private final CapabilityPlane plane;
    private final ObjectPlane objects;
    private final Conversations conversations;
    private final Peers peers;
    private final Departing departing;
    private final ArrayDeque<MonitorEvent> waiting = new ArrayDeque<>();
    private final Map<OperationId, Long> tickets = new HashMap<>();
    private final CoreTally tally;
    private final Pending pending;
    private final Steps steps;
    private boolean performing;
    private boolean ticking;

    private Monitor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            CoreSite site,
            CapabilityPlane plane,
            ObjectPlane objects,
            ActorRef<CpuDriver.Command> cpuDriver) {
        super(context);
        this.self = context.getSelf();
        this.site = site;
        this.plane = plane;
        this.objects = objects;
        this.cpuDriver = cpuDriver;
        this.timers = timers;
        this.conversations = site.setup().conversations(site.core(), site.incarnation(), plane.ownership());
        this.peers = new Peers(site);
        this.departing = new Departing(site, plane);
        this.tally = site.thread().tally();
        this.pending = new Pending(conversations, objects, tally);
        this.steps = new Steps(CoreThread.recorder(), site.core());
        site.thread().onControl(this);
        objects.begin(this::tickIfPending);
        plane.begin(event -> on(new MonitorEvent.OfCapabilities(event)));
    }

    static Behavior<Command> create(
            CoreSite site, CapabilityPlane plane, ObjectPlane objects, ActorRef<CpuDriver.Command> cpuDriver) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Monitor(context, timers, site, plane, objects, cpuDriver)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Saw.class, saw -> on(new MonitorEvent.ViewChanged(saw.view())))
                .onMessage(Change.class, change -> ask(change.ticket(), change.change()))
                .onMessage(Left.class, left -> onOwnership(new OwnershipEvent.Left(left.stuck(), left.ended())))
                .onMessage(
                        Ended.class, ended -> onOwnership(new OwnershipEvent.Ended(ended.core(), ended.incarnation())))
                .onMessage(Work.class, this::onWork)
                .onMessage(Leave.class, this::onLeave)
                .onMessage(Tick.class, this::onTick)
                .build();
    }

    private Behavior<Command> ask(long ticket, DomainChange change) {
        var operation = plane.newOperation();
        tickets.put(operation, ticket);
        return on(new MonitorEvent.Ask(operation, change, plane.deadlineNanos()));
    }

    private Behavior<Command> onOwnership(OwnershipEvent event) {
        return on(new MonitorEvent.OfCapabilities(event));
    }

    private Behavior<Command> onWork(Work work) {
        plane.work(work.work(), reply -> site.node().tell(new NodeCommand.Worked(work.ticket(), reply)));
        return this;
    }

    private Behavior<Command> onLeave(Leave step) {
        departing.on(step);
        return on(new MonitorEvent.Tick());
    }

    private Behavior<Command> onTick(Tick tick) {
        if (tick == Tick.SOON) {
            timers.startSingleTimer(Tick.NOW, TICK);
            return this;
        }
        ticking = false;
        objects.tick();
        on(new MonitorEvent.Tick());
        pending.post(System.nanoTime());
        return this;
    }

    /** What an effect brings about waits until every effect of the event before it is performed. */
    private Behavior<Command> on(MonitorEvent event) {
        if (performing) {
            waiting.addLast(event);
            return this;
        }
        performing = true;
        try {
            for (var next = event; next != null; next = waiting.pollFirst()) {
                long now = System.nanoTime();
                tally.told(next, now);
                var recorded = steps.areRecorded();
                if (recorded) {
                    steps.told(next, now);
                }
                var effects = conversations.on(next, now);
                objects.viewed(conversations.view());
                effects.forEach(tally::wants);
                perform(effects);
                tally.settle();
                if (recorded) {
                    effects.forEach(effect -> steps.wants(effect, now));
                    steps.done(now);
                }
            }
        } finally {
            performing = false;
        }
        plane.count(event);
        tickIfPending();
        plane.call();
        departing.settle(pending.asked());
        return this;
    }

    /** The timer is the actor's own to start, and an event may come inside of another actor's message. */
    private void tickIfPending() {
        if (!ticking && pending.isAny()) {
            ticking = true;
            self.tell(Tick.SOON);
        }
    }

    @Override
    public void line(Incarnation from, MemorySegment memory, long offset, int tag) {
        var envelope = peers.heard(from, memory, offset, tag);
        if (envelope != null) {
            on(new MonitorEvent.FromPeer(envelope));
        }
    }

    @Override
    public void room(Incarnation to) {
        peers.room(to.id());
    }

    @Override
    public boolean turn() {
        return plane.turn();
    }

    @Override
    public boolean hasWork() {
        return plane.hasWork();
    }

    @Override
    public void end() {
        plane.end();
    }

    private void perform(List<MonitorEffect> effects) {
        var tableChanged = false;
        for (var effect : effects) {
            switch (effect) {
                case MonitorEffect.OpenChannel open -> peers.open(open.to(), open.incarnation());
                case MonitorEffect.CloseChannel close -> peers.close(close.to(), close.incarnation());
                case MonitorEffect.Send send -> peers.send(send.to(), send.envelope());
                case MonitorEffect.Joined joined ->
                    site.node().tell(new NodeCommand.CoreJoined(site.core(), site.incarnation()));
                case MonitorEffect.DomainStarted(var domain, var operation) -> {
                    tableChanged = true;
                    if (domain.cores().contains(site.core())) {
                        objects.start(domain, operation, () -> cpuDriver.tell(new CpuDriver.Start(domain)));
                    }
                }
                case MonitorEffect.DomainSpanned(var domain, var operation, var before) -> {
                    tableChanged = true;
                    spanned(domain, operation, before);
                }
                case MonitorEffect.DomainEnded(var domain) -> {
                    tableChanged = true;
                    objects.end(domain);
                    cpuDriver.tell(new CpuDriver.End(domain));
                }
                case MonitorEffect.Answered answered -> answer(answered, tableChanged);
                case MonitorEffect.OfCapabilities(var effectOfOne) -> plane.perform(effectOfOne);
                case MonitorEffect.Refused(var from, var reason) ->
                    site.node().tell(new NodeCommand.Rejected(from, site.core(), reason.toString()));
            }
        }
        if (tableChanged) {
            reportTable();
        }
    }

    /** Where the domain was and is, nothing happens. */
    private void spanned(DomainSpec domain, OperationId operation, List<CoreId> before) {
        boolean isHere = domain.cores().contains(site.core());
        if (isHere && !before.contains(site.core())) {
            objects.start(domain, operation, () -> cpuDriver.tell(new CpuDriver.Start(domain)));
        } else if (!isHere) {
            objects.end(domain.name());
            cpuDriver.tell(new CpuDriver.End(domain.name()));
        }
    }

    /** The table goes first, so that whoever is answered finds what it did in it. */
    private void answer(MonitorEffect.Answered answered, boolean tableChanged) {
        if (tableChanged) {
            reportTable();
        }
        var ticket = tickets.remove(answered.operation());
        if (ticket != null) {
            site.node().tell(new NodeCommand.Answered(ticket, answered.outcome()));
        }
    }

    private void reportTable() {
        var rows = conversations.domains().stream().map(DomainTable.Row::spec).toList();
        site.node().tell(new NodeCommand.TableChanged(site.core(), site.incarnation(), rows));
    }
}
