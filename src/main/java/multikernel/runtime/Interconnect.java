package multikernel.runtime;

import akka.actor.ActorCell;
import akka.actor.ActorSystemImpl;
import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.Envelope;
import akka.dispatch.Mailboxes;
import akka.dispatch.MonitorableThreadFactory;
import akka.event.Logging;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.trace.Level;
import multikernel.urpc.Lane;
import org.jspecify.annotations.Nullable;

/** All cores of one actor system, and the lanes between them, each made on first use. */
public final class Interconnect {

    /** Akka hands a dispatcher its system's mailboxes, not the system. */
    private static final Map<Mailboxes, Interconnect> BY_SYSTEM = new ConcurrentHashMap<>();

    private static final long JOIN_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    private final DispatcherPrerequisites prerequisites;
    private final Map<CoreId, Integer> latest = new HashMap<>();
    private final DropIns dropIns = new DropIns(this);
    private final Registered registered;
    private int numbers;
    private boolean terminated;
    private @Nullable Thread stallWatch;
    private @Nullable ActorSystemImpl system;

    private final OpenChannels open = new OpenChannels();
    private final Gateways gateways = new Gateways(this);
    private final Traces traces = new Traces();
    private volatile List<Incarnation> incarnations = List.of();
    private volatile boolean crowded;
    private volatile int generation;

    private Interconnect(DispatcherPrerequisites prerequisites) {
        this.prerequisites = prerequisites;
        registered = new Registered(this, prerequisites);
    }

    /** The interconnect of this system; it ends with it. */
    public static Interconnect of(akka.actor.typed.ActorSystem<?> system) {
        return of((ActorSystemImpl) system.classicSystem());
    }

    static Interconnect of(ActorSystemImpl system) {
        var interconnect = of(system.dispatchers().prerequisites());
        interconnect.endWith(system);
        return interconnect;
    }

    static Interconnect of(DispatcherPrerequisites prerequisites) {
        return BY_SYSTEM.computeIfAbsent(prerequisites.mailboxes(), mailboxes -> new Interconnect(prerequisites));
    }

    /** Once. The dispatcher's own shutdown does not always come, so the system's end stops the cores too. */
    void endWith(ActorSystemImpl ending) {
        synchronized (this) {
            if (system != null) {
                return;
            }
            system = ending;
        }
        ending.registerOnTermination(this::terminate);
    }

    /** Starts one incarnation of a core, and registers its dispatcher. */
    public synchronized Incarnation start(CoreStart start) {
        if (start.incarnation() <= latest.getOrDefault(start.id(), 0)) {
            throw new IllegalArgumentException(start.id() + " has had incarnation " + start.incarnation());
        }
        latest.put(start.id(), start.incarnation());
        var added = add(start, false);
        registered.add(
                added, Objects.requireNonNull(system, "made without its system").dispatchers());
        added.begin();
        return added;
    }

    /** Its cores where no multikernel was booted. */
    DropIns dropIns() {
        return dropIns;
    }

    /** Under this object's lock. */
    Incarnation add(CoreStart start, boolean dropIn) {
        if (terminated) {
            throw new IllegalStateException("the actor system has ended");
        }
        var added = new Incarnation(this, start, numbers++, dropIn);
        var all = new ArrayList<>(incarnations);
        all.add(added);
        live(all);
        if (stallWatch == null) {
            var name = factory().name() + "-stall-watch";
            stallWatch = StallWatch.start(this, name, start.limits().runBudget().toNanos());
        }
        return added;
    }

    private void live(List<Incarnation> all) {
        incarnations = List.copyOf(all);
        crowded = all.size() > Runtime.getRuntime().availableProcessors();
    }

    /** Every incarnation that is not buried yet. */
    public List<Incarnation> incarnations() {
        return incarnations;
    }

    /** Every lane and every control ring from one of them to another. */
    public List<ChannelReading> channels() {
        var readings = new ArrayList<ChannelReading>();
        for (var to : incarnations) {
            for (var inbound : to.inbox().dataLanes().all()) {
                readings.add(inbound.reading(to.id()));
            }
            for (var ring : to.inbox().controlRings()) {
                readings.add(ring.reading());
            }
        }
        readings.addAll(open.readings());
        return readings;
    }

    /** The channels and the groups that applications made. */
    OpenChannels open() {
        return open;
    }

    /** The incarnation of this core that can be sent to now; null if there is none. */
    @Nullable
    Incarnation current(CoreId core) {
        return incarnations.stream()
                .filter(each -> each.id().equals(core) && !each.isClosed())
                .max(Comparator.comparingInt(Incarnation::incarnation))
                .orElse(null);
    }

    /** Of everything that is slept on. */
    synchronized int nextNumber() {
        return numbers++;
    }

    /** How much of what its cores do is recorded, from the next turn of each on. */
    public void record(Level level) {
        traces.level(level);
    }

    /** What is recorded of its cores. */
    Traces traces() {
        return traces;
    }

    /** The way to other nodes. */
    Gateways gateways() {
        return gateways;
    }

    boolean isCrowded() {
        return crowded;
    }

    synchronized Inbound dataLane(Incarnation from, Incarnation to) {
        var lane = new Lane<ActorCell, Object>(from.limits().laneCapacity());
        var inbound = new Inbound(from, lane);
        to.inbox().dataLanes().all(with(to.inbox().dataLanes().all(), inbound));
        return inbound;
    }

    /** Its receiver is asked to make the memory. */
    synchronized ControlRing controlRing(Incarnation from, Incarnation to) {
        var ring = new ControlRing(from, to, from.limits().controlCapacity());
        to.inbox().controlRings(with(to.inbox().controlRings(), ring));
        to.inbox().signalControl();
        return ring;
    }

    private static <T> T[] with(T[] all, T added) {
        var more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = added;
        return more;
    }

    /** Counts every end of an incarnation, so that others let go of its lanes. */
    int generation() {
        return generation;
    }

    synchronized void changed() {
        generation++;
        incarnations.forEach(each -> each.inbox().attend(() -> each.channels().lookAtPeers()));
    }

    synchronized void buried(Incarnation incarnation) {
        var all = new ArrayList<>(incarnations);
        all.remove(incarnation);
        traces.buried(incarnation);
        registered.buried(incarnation);
        live(all);
        generation++;
    }

    /** Receiver's thread: true if no lane is left from a buried sender. */
    synchronized boolean forgetEmptyLanes(Incarnation receiver) {
        var inbox = receiver.inbox();
        inbox.dataLanes().all(withoutForgotten(inbox.dataLanes().all()));
        inbox.dataLanes().forget();
        inbox.controlRings(Arrays.stream(inbox.controlRings())
                .filter(ring -> !isForgotten(ring))
                .toArray(ControlRing[]::new));
        return Arrays.stream(inbox.dataLanes().all())
                .noneMatch(inbound -> inbound.from().isBuried());
    }

    private static Inbound[] withoutForgotten(Inbound[] lanes) {
        return Arrays.stream(lanes)
                .filter(inbound -> !inbound.from().isBuried() || !inbound.lane().isEmpty())
                .toArray(Inbound[]::new);
    }

    /** What a fenced core still writes is not looked at; what one that has ended had written is. */
    private static boolean isForgotten(ControlRing ring) {
        return ring.from().isFenced() || (ring.from().isBuried() && ring.isEmpty());
    }

    /** What happened, for whoever has subscribed to the system's event stream. */
    void publish(Object event) {
        prerequisites.eventStream().publish(event);
    }

    /** Code of a domain threw where it was called by a channel. */
    void report(String domain, Throwable thrown) {
        prerequisites.eventStream().publish(new Logging.Error(thrown, domain, Interconnect.class, thrown));
    }

    void deadLetter(ActorCell cell, Envelope envelope) {
        prerequisites.mailboxes().deadLetterMailbox().enqueue(cell.self(), envelope);
    }

    /** Something fatal that ends no core: a burial goes on, elsewhere Akka's handler judges. */
    void report(boolean burying, Throwable thrown) {
        if (burying) {
            prerequisites.eventStream().publish(new Logging.Error(thrown, "burial", Interconnect.class, thrown));
        } else {
            factory().exceptionHandler().uncaughtException(Thread.currentThread(), thrown);
        }
    }

    /** Daemon or not, class loader and handler as Akka's own threads. */
    void wire(CoreThread thread) {
        factory().wire(thread);
    }

    private MonitorableThreadFactory factory() {
        return (MonitorableThreadFactory) prerequisites.threadFactory();
    }

    boolean isSchedulerThread(Thread thread) {
        return thread.getName().startsWith(factory().name() + "-scheduler");
    }

    private void terminate() {
        BY_SYSTEM.remove(prerequisites.mailboxes());
        List<Incarnation> all;
        synchronized (this) {
            terminated = true;
            all = incarnations;
            if (stallWatch != null) {
                stallWatch.interrupt();
            }
        }
        all.forEach(Incarnation::kill);
        var until = System.nanoTime() + JOIN_NANOS_MAX;
        for (var incarnation : all) {
            incarnation.join(until - System.nanoTime());
        }
    }
}
