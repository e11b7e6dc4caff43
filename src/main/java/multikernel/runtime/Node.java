package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.japi.function.Function;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import multikernel.base.CoreId;
import multikernel.base.CoreState;
import multikernel.base.DomainSpec;
import multikernel.base.View;
import multikernel.monitor.Membership;
import multikernel.monitor.Roster;
import multikernel.runtime.NodeCommand.BootReply;
import org.jspecify.annotations.Nullable;

/**
 * The guardian of a node: boots its cores, tells every monitor who is a member, and watches that cores make progress.
 * It runs on the host dispatcher, never on a core.
 *
 * <p>It decides nothing itself: roster is {@link Roster}, liveness is the watch of the monitor floor, operations are
 * begun by a monitor.
 */
public final class Node extends AbstractBehavior<NodeCommand> {

    private final NodeSetup setup;
    private final NodeBoard board;
    private final Roster roster;
    private final Incarnations incarnations;
    private final DomainDesk desk;
    private final CapabilityDesk capabilities;
    private final DepartureDesk departures;
    private final Readings readings;
    private final Watchman watchman;
    private final Others others;
    private final Alerts alerts;
    private @Nullable ActorRef<BootReply> bootWaiter;
    private View published = View.EMPTY;
    private boolean tableLost;
    private boolean draining;

    private Node(ActorContext<NodeCommand> context, TimerScheduler<NodeCommand> timers, NodeSetup setup) {
        super(context);
        this.setup = setup;
        this.board = setup.board();
        this.roster = new Roster(
                setup.cores(),
                setup.settings().liveness().restartsMax(),
                TimeUnit.MILLISECONDS.toNanos(setup.settings().liveness().restartsWindowMillis()));
        this.alerts = new Alerts(setup, TraceKeeper.of(Interconnect.of(context.getSystem()), setup));
        this.incarnations = new Incarnations(context, setup);
        this.desk =
                new DomainDesk(setup, roster, incarnations, context.getSystem().ignoreRef());
        this.departures = new DepartureDesk(
                setup,
                roster,
                incarnations,
                desk,
                this::perform,
                context.getSystem().ignoreRef());
        this.capabilities = new CapabilityDesk(roster, incarnations, setup.cores());
        this.readings = new Readings(setup, roster, incarnations, desk);
        this.others = new Others(context, board);
        this.watchman = new Watchman(setup, roster, incarnations);
        var dropped = context.messageAdapter(Dropped.class, NodeCommand.Lost::new);
        context.getSystem().eventStream().tell(new EventStream.Subscribe<>(Dropped.class, dropped));
        var stalled = context.messageAdapter(Stalled.class, NodeCommand.CoreStalled::new);
        context.getSystem().eventStream().tell(new EventStream.Subscribe<>(Stalled.class, stalled));
        var paused = context.messageAdapter(Paused.class, NodeCommand.CoresPaused::new);
        context.getSystem().eventStream().tell(new EventStream.Subscribe<>(Paused.class, paused));
        timers.startTimerWithFixedDelay(
                NodeCommand.Watch.NOW,
                Duration.ofMillis(setup.settings().liveness().intervalMillis()));
        timers.startTimerWithFixedDelay(
                NodeCommand.Sample.NOW,
                Duration.ofMillis(setup.settings().metrics().intervalMillis()));
        timers.startSingleTimer(
                NodeCommand.BootTimeout.NOW, Duration.ofMillis(setup.settings().startTimeoutMillis()));
    }

    public static Behavior<NodeCommand> create(NodeSetup setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new Node(context, timers, setup)));
    }

    @Override
    public Receive<NodeCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(NodeCommand.Boot.class, this::onBoot)
                .onMessage(NodeCommand.BootTimeout.class, timeout -> onBootTimeout())
                .onMessage(NodeCommand.Started.class, done(started -> alerts.started()))
                .onMessage(NodeCommand.CoreStarted.class, this::onCoreStarted)
                .onMessage(NodeCommand.Placed.class, done(incarnations::placed))
                .onMessage(NodeCommand.CoreJoined.class, this::onCoreJoined)
                .onMessage(NodeCommand.LoopEnded.class, this::onLoopEnded)
                .onMessage(NodeCommand.CoreBuried.class, done(incarnations::buried))
                .onMessage(NodeCommand.Watch.class, watch -> onWatch())
                .onMessage(NodeCommand.Sample.class, sample -> onSample())
                .onMessage(NodeCommand.OfTable.class, done(desk::order))
                .onMessage(NodeCommand.Answered.class, done(this::onAnswered))
                .onMessage(NodeCommand.DoWork.class, done(capabilities::work))
                .onMessage(NodeCommand.Worked.class, done(this::onWorked))
                .onMessage(NodeCommand.TableChanged.class, this::onTableChanged)
                .onMessage(NodeCommand.DispatcherStarted.class, done(desk::dispatcherStarted))
                .onMessage(NodeCommand.DispatcherRestarted.class, this::onDispatcherRestarted)
                .onMessage(NodeCommand.DispatcherEnded.class, this::onDispatcherEnded)
                .onMessage(NodeCommand.OfDeparture.class, done(departures::on))
                .onMessage(NodeCommand.OnFence.class, done(incarnations::onFence))
                .onMessage(NodeCommand.Listening.class, done(desk::listening))
                .onMessage(NodeCommand.WillListen.class, done(desk::willListen))
                .onMessage(NodeCommand.Unable.class, done(desk::unable))
                .onMessage(NodeCommand.Degraded.class, done(desk::degraded))
                .onMessage(NodeCommand.Counts.class, done(readings::counts))
                .onMessage(NodeCommand.Rejected.class, this::onRejected)
                .onMessage(NodeCommand.Lost.class, done(lost -> alerts.dropped(lost.dropped())))
                .onMessage(NodeCommand.CoreStalled.class, done(each -> alerts.stalled(each.stalled())))
                .onMessage(NodeCommand.CoresPaused.class, done(each -> alerts.paused(each.paused())))
                .onMessage(NodeCommand.OfCluster.class, done(others::on))
                .onMessage(NodeCommand.Say.class, done(say -> board.event(say.topic(), say.text())))
                .onMessage(NodeCommand.DrainNode.class, this::onDrain)
                .build();
    }

    private <C> Function<C, Behavior<NodeCommand>> done(Consumer<C> handler) {
        return command -> {
            handler.accept(command);
            return this;
        };
    }

    private Behavior<NodeCommand> onBoot(NodeCommand.Boot boot) {
        bootWaiter = boot.replyTo();
        perform(roster.boot(setup.bootOrder()));
        return this;
    }

    private Behavior<NodeCommand> onBootTimeout() {
        var missing = setup.allCores().stream()
                .filter(core -> roster.state(core) != CoreState.ONLINE)
                .toList();
        answerBoot(missing + " did not join within multikernel.start-timeout = "
                + setup.settings().startTimeoutMillis() + " ms");
        return this;
    }

    private Behavior<NodeCommand> onCoreStarted(NodeCommand.CoreStarted started) {
        incarnations.started(started);
        desk.coreStarted(started.cpuDriver());
        perform(roster.started(started.core(), started.incarnation()));
        return this;
    }

    private Behavior<NodeCommand> onCoreJoined(NodeCommand.CoreJoined joined) {
        perform(roster.joined(joined.core(), joined.incarnation()));
        return this;
    }

    private void answerBoot(String failure) {
        if (bootWaiter != null) {
            bootWaiter.tell(new BootReply(failure));
            bootWaiter = null;
        }
    }

    private Behavior<NodeCommand> onLoopEnded(NodeCommand.LoopEnded ended) {
        if (!draining) {
            var why = ended.cause() == null ? "its thread ended" : String.valueOf(ended.cause());
            lose(ended.core(), ended.incarnation(), CoreState.FAILED, why);
        }
        readings.coreLost(ended.core());
        incarnations.ended(roster.view(), ended.core(), ended.incarnation());
        incarnations.bury(ended.core(), ended.incarnation());
        departures.ended(ended.core(), ended.incarnation());
        return this;
    }

    private Behavior<NodeCommand> onWatch() {
        for (var stuck : watchman.stuck(System.nanoTime())) {
            incarnations.fence(stuck.core(), stuck.incarnation());
            lose(stuck.core(), stuck.incarnation(), CoreState.STUCK, stuck.why());
            departures.stuck(stuck.core(), stuck.incarnation());
        }
        departures.tick(System.nanoTime());
        return this;
    }

    private void onAnswered(NodeCommand.Answered answered) {
        desk.answered(answered);
        alerts.ended(answered.outcome());
    }

    private void onWorked(NodeCommand.Worked worked) {
        capabilities.worked(worked);
        if (worked.reply() instanceof CapabilityReply.Refused(var refused)) {
            alerts.ended(refused);
        }
    }

    private void lose(CoreId core, int incarnation, CoreState how, String why) {
        var effects = roster.lost(core, incarnation, how, System.nanoTime());
        if (!effects.isEmpty()) {
            alerts.lost(core, incarnation, how, why);
            incarnations.runFenceActions(core, incarnation);
            desk.coreLost(core, incarnation);
            capabilities.coreLost(core, incarnation, how);
            perform(effects);
        }
    }

    private void perform(List<Roster.Effect> effects) {
        for (var effect : effects) {
            switch (effect) {
                case Roster.Effect.Start start -> incarnations.start(start.core(), start.incarnation());
                case Roster.Effect.Publish publish -> publish(publish.view());
                case Roster.Effect.GiveUp up ->
                    board.event("core", up.core() + " was lost " + up.times() + " times and stays away");
            }
        }
        readings.post();
        if (setup.allCores().stream().allMatch(core -> roster.state(core) == CoreState.ONLINE)) {
            answerBoot("");
        }
    }

    private void publish(View view) {
        var before = published;
        published = view;
        incarnations.publish(view);
        view.members().stream()
                .filter(member -> member.joined() && !before.members().contains(member))
                .forEach(alerts::joined);
        tableLost |= Membership.losesState(before, view);
        if (tableLost && view.lowestJoined().isPresent()) {
            tableLost = false;
            desk.restoreTable(getContext().getSystem().ignoreRef());
        }
    }

    private Behavior<NodeCommand> onSample() {
        alerts.tellLosses();
        readings.lookAtUtilization();
        readings.post();
        readings.measure();
        return this;
    }

    private Behavior<NodeCommand> onTableChanged(NodeCommand.TableChanged changed) {
        var ended = board.rows().stream().map(DomainSpec::name).collect(Collectors.toSet());
        desk.tableChanged(changed);
        board.rows().forEach(row -> ended.remove(row.name()));
        ended.forEach(setup.meters()::domainEnded);
        return this;
    }

    private Behavior<NodeCommand> onDispatcherEnded(NodeCommand.DispatcherEnded ended) {
        desk.dispatcherEnded(ended, System.nanoTime());
        readings.ended(ended);
        return this;
    }

    private Behavior<NodeCommand> onDispatcherRestarted(NodeCommand.DispatcherRestarted restarted) {
        setup.meters().restarted(restarted.domain());
        board.event(
                "domain",
                restarted.domain() + "'s dispatcher on " + restarted.core() + " restarted; its state is lost");
        return this;
    }

    private Behavior<NodeCommand> onRejected(NodeCommand.Rejected rejected) {
        getContext()
                .getLog()
                .debug("{} refused a late message of {}: {}", rejected.by(), rejected.from(), rejected.reason());
        return this;
    }

    /** The cores go on while they drain; a core that cannot answer is not waited for longer than the limit. */
    private Behavior<NodeCommand> onDrain(NodeCommand.DrainNode drain) {
        draining = true;
        alerts.drain();
        desk.drain();
        departures.drain();
        incarnations.drain(roster.view(), drain.replyTo());
        return this;
    }
}
