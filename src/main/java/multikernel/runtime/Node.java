package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.util.List;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.CoreState;
import multikernel.monitor.Membership;
import multikernel.runtime.NodeCommand.BootReply;
import org.jspecify.annotations.Nullable;

/**
 * The guardian of a node: boots its cores, tells every monitor who is a member, and watches that cores make progress. It runs
 * on the host dispatcher, never on a core.
 *
 * <p>It decides nothing itself: membership is {@link Membership}, liveness is the watch of the monitor floor, operations are
 * begun by a monitor.
 */
public final class Node extends AbstractBehavior<NodeCommand> {

    private final NodeSetup setup;
    private final NodeBoard board;
    private final Membership membership;
    private final Incarnations incarnations;
    private final DomainDesk desk;
    private @Nullable ActorRef<BootReply> bootWaiter;
    private boolean draining;

    private Node(ActorContext<NodeCommand> context, TimerScheduler<NodeCommand> timers, NodeSetup setup) {
        super(context);
        this.setup = setup;
        this.board = setup.board();
        this.membership = new Membership(
                setup.cores(),
                setup.settings().liveness().restartsMax(),
                setup.settings().liveness().restartsWindow().toNanos());
        this.incarnations = new Incarnations(context, setup);
        this.desk = new DomainDesk(membership, incarnations, board);
        timers.startTimerWithFixedDelay(
                NodeCommand.Watch.NOW, setup.settings().liveness().interval());
        timers.startTimerWithFixedDelay(
                NodeCommand.Sample.NOW, setup.settings().metrics().interval());
        timers.startSingleTimer(NodeCommand.BootTimeout.NOW, setup.settings().startTimeout());
    }

    public static Behavior<NodeCommand> create(NodeSetup setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new Node(context, timers, setup)));
    }

    @Override
    public Receive<NodeCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(NodeCommand.Boot.class, this::onBoot)
                .onMessage(NodeCommand.BootTimeout.class, timeout -> onBootTimeout())
                .onMessage(NodeCommand.CoreStarted.class, this::onCoreStarted)
                .onMessage(NodeCommand.CoreJoined.class, this::onCoreJoined)
                .onMessage(NodeCommand.LoopEnded.class, this::onLoopEnded)
                .onMessage(NodeCommand.CoreBuried.class, done(incarnations::buried))
                .onMessage(NodeCommand.Watch.class, watch -> onWatch())
                .onMessage(NodeCommand.Sample.class, sample -> onSample())
                .onMessage(NodeCommand.Spawn.class, done(spawn -> desk.spawn(spawn.domain(), spawn.replyTo())))
                .onMessage(NodeCommand.Kill.class, done(kill -> desk.kill(kill.domain(), kill.replyTo())))
                .onMessage(NodeCommand.Answered.class, done(desk::answered))
                .onMessage(NodeCommand.TableChanged.class, done(desk::tableChanged))
                .onMessage(NodeCommand.AwaitDomain.class, done(desk::await))
                .onMessage(NodeCommand.DispatcherStarted.class, done(desk::dispatcherStarted))
                .onMessage(NodeCommand.DispatcherRestarted.class, this::onDispatcherRestarted)
                .onMessage(NodeCommand.DispatcherEnded.class, done(desk::dispatcherEnded))
                .onMessage(NodeCommand.OnFence.class, done(incarnations::onFence))
                .onMessage(NodeCommand.Listening.class, done(at -> board.listening(at.domain(), at.address())))
                .onMessage(NodeCommand.Unable.class, done(desk::unable))
                .onMessage(NodeCommand.AgreementEnded.class, this::onAgreementEnded)
                .onMessage(NodeCommand.Rejected.class, this::onRejected)
                .onMessage(NodeCommand.DrainNode.class, this::onDrain)
                .build();
    }

    private <C> akka.japi.function.Function<C, Behavior<NodeCommand>> done(java.util.function.Consumer<C> handler) {
        return command -> {
            handler.accept(command);
            return this;
        };
    }

    private Behavior<NodeCommand> onBoot(NodeCommand.Boot boot) {
        bootWaiter = boot.replyTo();
        perform(membership.boot(allCores()));
        return this;
    }

    private Behavior<NodeCommand> onBootTimeout() {
        var missing = allCores().stream()
                .filter(core -> membership.state(core) != CoreState.ONLINE)
                .toList();
        answerBoot(missing + " did not join within multikernel.start-timeout = " + setup.settings().startTimeout());
        return this;
    }

    private Behavior<NodeCommand> onCoreStarted(NodeCommand.CoreStarted started) {
        incarnations.started(started);
        desk.coreStarted(started.cpuDriver());
        perform(membership.started(started.core(), started.incarnation()));
        return this;
    }

    private Behavior<NodeCommand> onCoreJoined(NodeCommand.CoreJoined joined) {
        var first = membership.view().lowestJoined().isEmpty();
        perform(membership.joined(joined.core(), joined.incarnation()));
        board.event("core", joined.core() + " joined (incarnation " + joined.incarnation() + ")");
        if (first) {
            desk.restoreTable(getContext().getSystem().ignoreRef());
        }
        if (allCores().stream().allMatch(core -> membership.state(core) == CoreState.ONLINE)) {
            answerBoot("");
        }
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
        incarnations.bury(ended.core(), ended.incarnation());
        return this;
    }

    private Behavior<NodeCommand> onWatch() {
        for (var stuck : incarnations.stuck(System.nanoTime())) {
            incarnations.fence(stuck.core(), stuck.incarnation());
            lose(stuck.core(), stuck.incarnation(), CoreState.STUCK, stuck.why());
        }
        return this;
    }

    private void lose(CoreId core, int incarnation, CoreState how, String why) {
        var effects = membership.lost(core, incarnation, how, System.nanoTime());
        if (!effects.isEmpty()) {
            setup.meters().coreLost(core, how);
            board.event("core", core + " (incarnation " + incarnation + ") is " + how.word() + ": " + why);
            incarnations.runFenceActions(core, incarnation);
            desk.coreLost(core, incarnation);
            perform(effects);
        }
    }

    private void perform(List<Membership.Effect> effects) {
        for (var effect : effects) {
            switch (effect) {
                case Membership.Effect.Start start -> incarnations.start(start.core(), start.incarnation());
                case Membership.Effect.Publish publish -> incarnations.publish(publish.view());
                case Membership.Effect.GiveUp up ->
                    board.event("core", up.core() + " was lost " + up.times() + " times and stays away");
            }
        }
        takeReadings();
    }

    private Behavior<NodeCommand> onSample() {
        takeReadings();
        setup.meters().sample(board.cores(), setup.channels().get());
        return this;
    }

    private void takeReadings() {
        board.readings(membership.view(), incarnations.readings(membership, desk));
    }

    private Behavior<NodeCommand> onDispatcherRestarted(NodeCommand.DispatcherRestarted restarted) {
        setup.meters().dispatcherRestarted(restarted.domain());
        board.event("domain", restarted.domain() + "'s dispatcher on " + restarted.core() + " restarted; its state is lost");
        return this;
    }

    private Behavior<NodeCommand> onAgreementEnded(NodeCommand.AgreementEnded ended) {
        setup.meters().agreement(ended.protocol(), ended.outcome(), ended.nanos());
        return this;
    }

    private Behavior<NodeCommand> onRejected(NodeCommand.Rejected rejected) {
        setup.meters().rejected(rejected.core(), rejected.protocol());
        return this;
    }

    /** The cores go on while they drain; a core that cannot answer is not waited for longer than the limit. */
    private Behavior<NodeCommand> onDrain(NodeCommand.DrainNode drain) {
        draining = true;
        desk.drain();
        incarnations.drain(drain.replyTo(), setup.settings().drainTimeout());
        return this;
    }

    private List<CoreId> allCores() {
        return IntStream.range(0, setup.cores()).mapToObj(CoreId::of).toList();
    }
}
