package multikernel.runtime;

import akka.actor.ActorCell;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import multikernel.urpc.ForeignLane;
import multikernel.urpc.Line;
import multikernel.urpc.SleepWord;
import org.jspecify.annotations.Nullable;

/** Everything that others put something into for one incarnation of a core, and the word that it sleeps on. */
final class Inbox {

    private static final int NEWS = 0;
    private static final ControlRing[] NO_RINGS = {};

    private final ForeignLane<ActorCell, Object> foreign;
    private final SignalStack signals = new SignalStack();
    private final SleepWord sleepWord = new SleepWord(this::unpark);

    /** Raised by a sender of a control message, so that its receiver need not look at every ring. */
    private final AtomicBoolean control = new AtomicBoolean();

    /** Raised after anything that is looked at before data. */
    private final Line news = new Line();

    /** What ends of channels on other cores want done here. */
    private final Attention attention = new Attention();

    private final DataLanes dataLanes = new DataLanes();
    private volatile ControlRing[] controlRings = NO_RINGS;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Poller poller;

    Inbox(int foreignCapacity) {
        foreign = new ForeignLane<>(foreignCapacity);
    }

    ForeignLane<ActorCell, Object> foreign() {
        return foreign;
    }

    SleepWord sleepWord() {
        return sleepWord;
    }

    DataLanes dataLanes() {
        return dataLanes;
    }

    /** Sender: its lane is at rest and has a message. */
    void wake(Inbound lane) {
        if (dataLanes.wake(lane)) {
            tell();
        }
    }

    ControlRing[] controlRings() {
        return controlRings;
    }

    /** Under the interconnect's lock. */
    void controlRings(ControlRing[] rings) {
        controlRings = rings;
    }

    /** Any thread: a message of a thread that is no core. */
    void putForeign(@Nullable ActorCell cell, Object payload) {
        foreign.put(cell, payload);
        sleepWord.fenceAndWake();
    }

    /** Any thread: the mailbox has system messages. */
    void signal(UrpcQueue queue) {
        if (signals.push(queue)) {
            tell();
        }
    }

    /** Any thread, after something that the core is to look at before data: says so, and wakes it. */
    void tell() {
        news.setVolatile(NEWS, 1);
        sleepWord.fenceAndWake();
    }

    /** Owner: is there a system or a control message, or a lane that rested, or is the core to end? One read. */
    boolean hasNews() {
        return news.getOpaque(NEWS) != 0;
    }

    /** Owner, before it looks at what is new. */
    void takeNews() {
        news.setVolatile(NEWS, 0);
    }

    SignalStack signals() {
        return signals;
    }

    /** A sender has put something into a control ring, or asks for one; seldom enough for a fence. */
    void signalControl() {
        control.set(true);
        tell();
    }

    boolean hasControl() {
        return control.getPlain();
    }

    /** Owner: from now on a new control message raises it again. */
    void takeControl() {
        control.set(false);
    }

    /** Any thread: the core is to run this, soon and between actors. */
    void attend(Runnable work) {
        attention.post(work);
        sleepWord.fenceAndWake();
    }

    Attention attention() {
        return attention;
    }

    /** Owner: did anyone put something in? */
    boolean hasInput() {
        return !signals.isEmpty() || !foreign.isEmpty() || control.get() || dataLanes.hasInput();
    }

    void owner(Thread owner) {
        thread = owner;
    }

    @Nullable
    Thread owner() {
        return thread;
    }

    @Nullable
    Poller poller() {
        return poller;
    }

    /** Owner, awake. */
    void poller(@Nullable Poller source) {
        poller = source;
    }

    private void unpark() {
        var source = poller;
        if (source != null) {
            source.wakeup();
        }
        LockSupport.unpark(thread);
    }
}
