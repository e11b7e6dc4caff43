package multikernel.runtime;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import multikernel.base.CoreId;
import multikernel.metrics.CoreTally;
import multikernel.urpc.LivenessLine;
import org.jspecify.annotations.Nullable;

/**
 * One start of one core: what the rest of the node may know of it and do with it. It runs until it is stopped, fails,
 * or is fenced; after its thread has ended it is buried, so that the actors that lived on it can end too.
 */
public final class Incarnation {

    private final Interconnect interconnect;
    private final CoreStart start;
    private final int number;
    private final boolean dropIn;
    private final Inbox inbox;
    private final LivenessLine liveness = new LivenessLine();
    private final CoreLoop loop;
    private final Population population = new Population();
    private final AtomicLong writtenOff = new AtomicLong();
    private final AtomicBoolean burialBegun = new AtomicBoolean();

    private volatile boolean stopRequested;
    private volatile boolean killed;
    private volatile boolean fenced;
    private volatile boolean closed;
    private volatile boolean buried;

    /** @param number of all incarnations of the node, for tables */
    Incarnation(Interconnect interconnect, CoreStart start, int number, boolean dropIn) {
        this.interconnect = interconnect;
        this.start = start;
        this.number = number;
        this.dropIn = dropIn;
        inbox = new Inbox(start.limits().foreignCapacity());
        loop = new CoreLoop(this);
    }

    /** The incarnation whose thread calls. */
    public static Incarnation current() {
        if (Thread.currentThread() instanceof CoreThread thread) {
            return thread.loop().self();
        }
        throw new IllegalStateException(Thread.currentThread().getName() + " is no core's thread");
    }

    public CoreId id() {
        return start.id();
    }

    public int incarnation() {
        return start.incarnation();
    }

    public String dispatcherId() {
        return start.dispatcherId();
    }

    public boolean isEnded() {
        return liveness.isEnded();
    }

    public boolean isFenced() {
        return fenced;
    }

    public boolean isBuried() {
        return buried;
    }

    public IncarnationReading reading() {
        var now = System.nanoTime();
        var thread = inbox.owner();
        return new IncarnationReading(
                id(),
                incarnation(),
                liveness.turns(),
                liveness.busyNanos(now),
                liveness.idleNanos(now),
                liveness.runQueue(),
                population.count(),
                inbox.sleepWord().isAsleep(),
                fenced,
                isEnded(),
                thread instanceof CoreThread core ? core.nativeId() : -1,
                start.threadName());
    }

    /** Where its thread stands, innermost call first; for a core that is stuck. */
    public List<StackTraceElement> stack(int callsMax) {
        var thread = inbox.owner();
        return thread == null
                ? List.of()
                : Arrays.stream(thread.getStackTrace()).limit(callsMax).toList();
    }

    /** Ends the loop once no actor lives here. */
    public void stop() {
        stopRequested = true;
        inbox.sleepWord().fenceAndWake();
    }

    /**
     * The core stands still: nobody sends to it any more, nothing that it sends arrives. Its loop ends when its thread
     * comes back.
     */
    public void fence() {
        if (isEnded() || fenced) {
            return;
        }
        fenced = true;
        close();
        inbox.tell();
        for (var inbound : inbox.dataLanes().all()) {
            writeOff(inbound.from().id(), inbound.lane().depth());
        }
        writeOff(null, inbox.foreign().depth());
    }

    private void writeOff(@Nullable CoreId from, int count) {
        if (count > 0) {
            writtenOff.addAndGet(count);
            interconnect.publish(new Dropped(from, id(), Dropped.Reason.CORE_STUCK, count));
        }
    }

    /** Owner: was one more message counted when the core was fenced? */
    boolean takeWrittenOff() {
        return writtenOff.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    /**
     * Lets the actors of a loop that has ended end too: a thread of its own runs their system messages, nothing else.
     *
     * @param done runs on that thread when none is left, at once if none was
     */
    public void bury(Runnable done) {
        if (!isEnded()) {
            throw new IllegalStateException(start.threadName() + " has not ended");
        }
        if (buried) {
            done.run();
        } else if (burialBegun.compareAndSet(false, true)) {
            begin(start.threadName() + "-burial", () -> loop.bury(done));
        } else {
            throw new IllegalStateException(start.threadName() + " is being buried");
        }
    }

    /** Core's thread: from now on its loop polls this source, and sleeps in it. */
    public void attach(Poller poller) {
        checkOwner();
        if (inbox.poller() != null) {
            throw new IllegalStateException(id() + " has a poller");
        }
        inbox.poller(poller);
    }

    public void detach(Poller poller) {
        checkOwner();
        if (poller.equals(inbox.poller())) {
            inbox.poller(null);
        }
    }

    /** Core's thread: its control ring to a peer, made when it is first asked for. */
    public ControlChannel control(Incarnation peer) {
        checkOwner();
        return loop.control().channel(peer);
    }

    /** Core's thread: who handles control messages; they wait until this is said. */
    public void onControl(ControlHandler handler) {
        checkOwner();
        loop.control().handler(handler);
    }

    /** Core's thread: the channels of applications. */
    ChannelPlane channels() {
        checkOwner();
        return loop.channels();
    }

    private void checkOwner() {
        if (!Thread.currentThread().equals(inbox.owner())) {
            throw new IllegalStateException("not on the thread of " + id());
        }
    }

    void begin(String name, Runnable body) {
        var thread = new CoreThread(loop, name, body);
        interconnect.wire(thread);
        inbox.owner(thread);
        thread.start();
    }

    void begin() {
        begin(start.threadName(), () -> loop.run(start));
    }

    Population population() {
        return population;
    }

    /** An actor was made for a core that is buried already: it needs an owner in order to end. */
    void reopen() {
        if (population.reopen()) {
            buried = false;
            begin(start.threadName() + "-burial", () -> loop.bury(() -> {}));
        } else {
            population.enter();
        }
    }

    /** Nobody sends to it from now on. */
    void close() {
        closed = true;
        interconnect.changed();
    }

    void buried() {
        buried = true;
        interconnect.buried(this);
    }

    /** The system ends. */
    void kill() {
        killed = true;
        inbox.tell();
    }

    /** Waits for its thread to end, for a thread that ends the system. */
    public void join(long nanosMax) {
        var thread = inbox.owner();
        if (thread == null || Thread.currentThread().equals(thread) || nanosMax <= 0) {
            return;
        }
        try {
            thread.join(Duration.ofNanos(nanosMax));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Dropped.Reason closedReason() {
        return fenced ? Dropped.Reason.CORE_STUCK : Dropped.Reason.CORE_ENDED;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isKilled() {
        return killed;
    }

    boolean isStopRequested() {
        return stopRequested;
    }

    boolean isDropIn() {
        return dropIn;
    }

    int number() {
        return number;
    }

    Interconnect interconnect() {
        return interconnect;
    }

    DispatchLimits limits() {
        return start.limits();
    }

    Inbox inbox() {
        return inbox;
    }

    LivenessLine liveness() {
        return liveness;
    }

    CoreTally tally() {
        return start.tally();
    }

    @Override
    public String toString() {
        return id() + "." + incarnation();
    }
}
