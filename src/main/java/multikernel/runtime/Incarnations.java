package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.GroupReading;
import multikernel.base.Member;
import multikernel.base.Outcome;
import multikernel.base.Pinning;
import multikernel.base.View;
import multikernel.hardware.ThreadMask;
import multikernel.metrics.CoreTally;
import multikernel.monitor.Roster;
import multikernel.ownership.Request;
import multikernel.ownership.Start;
import org.jspecify.annotations.Nullable;

/**
 * The threads and actors of every incarnation that the guardian has started and not yet buried, the stuck ones
 * included. Confined to the guardian.
 */
final class Incarnations {

    private record Key(CoreId core, int incarnation) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            var byCore = core.compareTo(other.core);
            return byCore != 0 ? byCore : Integer.compare(incarnation, other.incarnation);
        }
    }

    /** One incarnation: its thread, its actors as far as they have reported, and what to close when it is lost. */
    static final class Life {
        final Incarnation thread;
        final ActorRef<Void> actor;
        final List<Runnable> fenceActions = new ArrayList<>();

        @Nullable
        ActorRef<CpuDriver.Command> cpuDriver;

        @Nullable
        ActorRef<Monitor.Command> monitor;

        Pinning pinned = Pinning.VIRTUAL;
        /** Said by each of the two ends of a life, in whichever order; it is over with the second. */
        boolean hasOneEnd;

        Life(Incarnation thread, ActorRef<Void> actor) {
            this.thread = thread;
            this.actor = actor;
        }
    }

    private final ActorContext<NodeCommand> context;
    private final NodeSetup setup;
    private final Interconnect interconnect;
    private final Map<Key, Life> lives = new TreeMap<>();

    /** Fenced, and may still run. */
    private final Set<Key> standing = new TreeSet<>();

    /** Of those that ended while another stood still: what they owned is not shared out before that one has ended. */
    private final Set<CoreTally> waiting = new LinkedHashSet<>();

    /** Of each core, what the guardian has answered in its place; out from the beginning, for nothing runs there. */
    private final Map<CoreId, CoreTally> inPlaceOf = new TreeMap<>();

    /** Of each core, the start whose end was seen last. */
    private final Map<CoreId, Start> ended = new TreeMap<>();

    Incarnations(ActorContext<NodeCommand> context, NodeSetup setup) {
        this.context = context;
        this.setup = setup;
        this.interconnect = Interconnect.of(context.getSystem());
        Peers.prepare();
    }

    /** Makes the thread, and the actors on it; they report as {@link NodeCommand.CoreStarted}. */
    void start(CoreId core, int incarnation) {
        var name = incarnation == 1 ? core.toString() : core + "." + incarnation;
        var dispatcher = "multikernel." + name;
        var node = context.getSelf();
        var thread = interconnect.start(new CoreStart(
                core,
                incarnation,
                dispatcher,
                name,
                DispatchLimits.of(setup.settings().dispatcher()),
                setup.meters().tally(core),
                () -> node.tell(new NodeCommand.Placed(core, incarnation, pin(core))),
                cause -> node.tell(new NodeCommand.LoopEnded(core, incarnation, cause))));
        var site = new CoreSite(core, incarnation, thread, interconnect, node, setup);
        var actor = context.spawn(Core.create(site), name, DispatcherSelector.fromConfig(dispatcher));
        context.watchWith(actor, new NodeCommand.CoreBuried(core, incarnation));
        lives.put(new Key(core, incarnation), new Life(thread, actor));
    }

    /** On the core's own thread, before anything else runs there. */
    private Pinning pin(CoreId core) {
        var cpu = setup.placement().get(core.index());
        if (cpu.isPresent()) {
            return ThreadMask.pinCurrentThread(cpu.getAsInt());
        }
        ThreadMask.resetCurrentThread(setup.machine());
        return Pinning.VIRTUAL;
    }

    void started(NodeCommand.CoreStarted started) {
        var life = life(started.core(), started.incarnation());
        life.cpuDriver = started.cpuDriver();
        life.monitor = started.monitor();
        if (!standing.isEmpty() || !ended.isEmpty()) {
            var stuck = standing.stream()
                    .map(key -> new Start(key.core(), key.incarnation()))
                    .toList();
            started.monitor().tell(new Monitor.Left(stuck, List.copyOf(ended.values())));
        }
    }

    void placed(NodeCommand.Placed placed) {
        life(placed.core(), placed.incarnation()).pinned = placed.pinned();
    }

    /** Tells the view to every member's monitor. */
    void publish(View view) {
        for (var member : view.members()) {
            monitor(member.core(), member.incarnation()).tell(new Monitor.Saw(view));
        }
    }

    /** Tells every member that this loop has ended for certain, with every view of its core closed. */
    void ended(View view, CoreId core, int incarnation) {
        standing.remove(new Key(core, incarnation));
        waits(core, incarnation);
        ended.put(core, new Start(core, incarnation));
        for (var member : view.members()) {
            monitor(member.core(), member.incarnation()).tell(new Monitor.Ended(core, incarnation));
        }
    }

    private void waits(CoreId core, int incarnation) {
        if (standing.isEmpty()) {
            waiting.clear();
        } else {
            var tally = life(core, incarnation).thread.tally();
            tally.fenced();
            waiting.add(tally);
        }
    }

    /** From now on peers do not use its lanes; its thread ends when it comes back. */
    void fence(CoreId core, int incarnation) {
        var thread = life(core, incarnation).thread;
        thread.fence();
        thread.tally().fenced();
        standing.add(new Key(core, incarnation));
    }

    void onFence(NodeCommand.OnFence action) {
        var life = lives.get(new Key(action.core(), action.incarnation()));
        if (life == null || life.thread.isFenced() || life.thread.isEnded()) {
            action.close().run();
        } else {
            life.fenceActions.add(action.close());
        }
    }

    void runFenceActions(CoreId core, int incarnation) {
        var life = life(core, incarnation);
        life.fenceActions.forEach(Runnable::run);
        life.fenceActions.clear();
    }

    /** Ends its actors, and with the last of them its loop. */
    void end(CoreId core, int incarnation) {
        context.stop(life(core, incarnation).actor);
    }

    /** Its loop has ended: lets its actors end without it, if they have not before. */
    void bury(CoreId core, int incarnation) {
        var life = life(core, incarnation);
        context.stop(life.actor);
        hasEnd(new Key(core, incarnation), life);
        life.thread.bury(() -> {});
    }

    void buried(NodeCommand.CoreBuried buried) {
        var key = new Key(buried.core(), buried.incarnation());
        var life = lives.get(key);
        if (life != null) {
            life.thread.stop();
            hasEnd(key, life);
        }
    }

    private void hasEnd(Key key, Life life) {
        if (life.hasOneEnd) {
            lives.remove(key);
        }
        life.hasOneEnd = true;
    }

    /** Each member of each group. */
    List<GroupReading> groups() {
        return interconnect.open().groups().readings(System.nanoTime());
    }

    /** Those that there are, and beside them what those have counted that are there no more. */
    List<ChannelReading> channels() {
        var present = interconnect.channels();
        return Stream.concat(present.stream(), interconnect.open().past(present).stream())
                .toList();
    }

    /** What each incarnation counts in, the latest of a core last. */
    List<CoreTally> tallies() {
        var living = lives.values().stream().map(life -> life.thread.tally());
        return Stream.of(inPlaceOf.values().stream(), waiting.stream(), living)
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /** The guardian has refused this in place of the core. */
    void refused(CoreId core, Request request, Outcome.Refused refused) {
        inPlaceOf
                .computeIfAbsent(core, fresh -> {
                    var tally = setup.meters().tally(fresh);
                    tally.fenced();
                    return tally;
                })
                .refused(request, refused);
    }

    /**
     * Asks every CPU driver of the view to drain what lives on its core; tells {@code replyTo} when all have answered.
     * One that cannot answer is not waited for beyond the limit.
     */
    void drain(View view, ActorRef<Drain.Drained> replyTo) {
        var drivers = cpuDrivers(view).toList();
        context.spawnAnonymous(Drainage.create(drivers, setup.drainTimeout(), replyTo));
    }

    ActorRef<Monitor.Command> monitor(CoreId core, int incarnation) {
        return Objects.requireNonNull(life(core, incarnation).monitor, "a member has reported its monitor");
    }

    Stream<ActorRef<CpuDriver.Command>> cpuDrivers(View view) {
        return view.members().stream()
                .map(member -> life(member).cpuDriver)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    /** The incarnation that was started last, unless it is buried already. */
    Optional<Life> current(CoreId core, Roster roster) {
        return Optional.ofNullable(lives.get(new Key(core, roster.incarnation(core))));
    }

    Life life(Member member) {
        return life(member.core(), member.incarnation());
    }

    Life life(CoreId core, int incarnation) {
        return Objects.requireNonNull(lives.get(new Key(core, incarnation)), "an incarnation that was started");
    }
}
