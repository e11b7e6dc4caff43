package multikernel.runtime;

import akka.actor.ActorCell;
import akka.dispatch.Envelope;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import multikernel.base.CoreId;
import multikernel.urpc.Lane;
import multikernel.urpc.LivenessLine;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one incarnation of one core: looks at everything that comes in, control first, runs actors in slices,
 * lets its own messages go, sleeps. It has one owner at a time: the core's thread, after that the thread that buries
 * it.
 */
final class CoreLoop {

    /** Turns with work between two looks at sockets, which cost a system call. */
    private static final int POLL_EVERY = 8;

    /** Empty turns after which the core counts as idle, and fences what it has sent. */
    private static final int IDLE_TURNS = 40;

    /** Nobody tells a sender that a stop sign was lowered: it looks again after this time. */
    private static final long OUTBOX_SLEEP_NANOS = 100_000;

    private final Incarnation self;
    private final Inbox inbox;
    private final LivenessLine liveness;
    private final DropLedger drops;
    private final RunQueue run;
    private final Outbox outbox;
    private final long spinNanos;
    private final Lane.Receiver<ActorCell, Object> delivery;
    private final BooleanSupplier somethingToDo = this::hasSomethingToDo;
    private final Runnable park = this::park;

    private final ArrayList<ControlChannel> refused = new ArrayList<>();
    private @Nullable ControlHandler handler;
    private @Nullable CoreId drainedFrom;
    private boolean burying;
    private int generation;
    private int emptyTurns;
    private int busyTurns;
    private long idleSince;

    CoreLoop(Incarnation self) {
        this.self = self;
        inbox = self.inbox();
        liveness = self.liveness();
        drops = new DropLedger(self);
        run = new RunQueue(this, self);
        outbox = new Outbox(self, run, drops);
        spinNanos = self.limits().spin().toNanos();
        delivery = run::deliver;
    }

    Incarnation self() {
        return self;
    }

    RunQueue runQueue() {
        return run;
    }

    Outbox outbox() {
        return outbox;
    }

    DropLedger drops() {
        return drops;
    }

    boolean isBurying() {
        return burying;
    }

    /** Is nothing more to be run? A burial runs system messages even though the core is fenced. */
    boolean mustEnd() {
        return self.isKilled() || (self.isFenced() && !burying);
    }

    /** The life of the core's thread. */
    void run(CoreStart start) {
        Throwable why = null;
        try {
            ((CoreThread) Thread.currentThread()).readNativeId();
            liveness.begin(System.nanoTime());
            start.first().run();
            while (!mustEnd() && !mayStop()) {
                step();
            }
        } catch (Throwable thrown) {
            why = thrown;
        } finally {
            end(why, start);
        }
    }

    private void end(@Nullable Throwable why, CoreStart start) {
        try {
            self.close();
            inbox.poller(null);
            outbox.waker().fence();
            if (self.isVacant()) {
                burying = true;
                turn();
                self.buried();
            }
        } finally {
            liveness.end(System.nanoTime());
            start.ended().accept(why);
        }
    }

    /** The life of the thread that buries: system messages only, until no actor is left. */
    void bury(Runnable done) {
        burying = true;
        while (!self.isKilled() && !(isDrained() && self.closePopulation())) {
            step();
        }
        outbox.waker().fence();
        self.buried();
        done.run();
    }

    private boolean mayStop() {
        return self.isStopRequested() && isDrained() && self.closePopulation();
    }

    private boolean isDrained() {
        return run.isEmpty() && outbox.isEmpty() && !inbox.hasInput();
    }

    private void step() {
        var worked = turn();
        liveness.turn(run.size());
        var poller = inbox.poller();
        if (worked) {
            busy();
            if (poller != null && ++busyTurns % POLL_EVERY == 0) {
                poller.poll();
            }
        } else if (poller != null && emptyTurns % POLL_EVERY == 0 && poller.poll() > 0) {
            busy();
        } else {
            idle();
        }
    }

    private boolean turn() {
        var worked = run.runSignalled();
        worked |= drainControl();
        worked |= drainLanes();
        worked |= inbox.foreign().drain(delivery, self.limits().drainPerLane()) > 0;
        between();
        worked |= burying ? buryTasks() : false;
        worked |= run.runReady();
        worked |= run.runTasks();
        worked |= outbox.flush();
        worked |= tellRoom();
        worked |= drops.publish();
        outbox.waker().turn();
        if (generation != self.interconnect().generation()) {
            forgetBuried();
        }
        return worked;
    }

    /** Control is never behind data: after each message and each run of a lane, at the price of two reads. */
    void between() {
        if (!inbox.signals().isEmpty()) {
            run.runSignalled();
        }
        if (inbox.hasControl()) {
            drainControl();
        }
    }

    private boolean drainLanes() {
        var worked = false;
        for (var inbound : inbox.dataLanes()) {
            drainedFrom = inbound.from().id();
            for (var left = self.limits().drainPerLane(); left > 0; left -= Lane.RUN) {
                var taken = inbound.lane().drain(delivery, Math.min(left, Lane.RUN));
                worked |= taken > 0;
                if (taken < Lane.RUN) {
                    break;
                }
                between();
            }
        }
        drainedFrom = null;
        return worked;
    }

    private boolean drainControl() {
        if (!inbox.hasControl()) {
            return false;
        }
        inbox.takeControl();
        var receiver = handler;
        var taken = 0;
        if (burying) {
            for (var inbound : inbox.controlLanes()) {
                var count = inbound.lane()
                        .drain((cell, message) -> {}, inbound.lane().capacity());
                drops.add(inbound.from().id(), self.id(), self.closedReason(), count);
                taken += count;
            }
        } else if (receiver != null) {
            for (var inbound : inbox.controlLanes()) {
                taken += inbound.lane()
                        .drain(
                                (cell, message) -> receiver.received(inbound.from(), message),
                                inbound.lane().capacity());
            }
        }
        return taken > 0;
    }

    void handler(ControlHandler receiver) {
        handler = receiver;
        inbox.signalControl();
    }

    /** The channel has answered an offer with no. */
    void refused(ControlChannel channel) {
        if (!refused.contains(channel)) {
            refused.add(channel);
        }
    }

    private boolean tellRoom() {
        var told = false;
        for (var i = refused.size() - 1; i >= 0; i--) {
            var channel = refused.get(i);
            if (channel.hasRoom()) {
                refused.remove(i);
                told = true;
                if (handler != null) {
                    handler.room(channel.to());
                }
            }
        }
        return told;
    }

    /** A message that had come, or comes still, for an actor of a core that has ended. */
    void buryMessage(ActorCell cell, Envelope envelope) {
        drops.deadLetter(cell, envelope);
        if (!self.takeWrittenOff()) {
            drops.add(drainedFrom, self.id(), self.closedReason(), 1);
        }
    }

    private boolean buryTasks() {
        var count = run.dropTasks();
        if (count > 0) {
            drops.add(null, self.id(), self.closedReason(), count);
        }
        return count > 0;
    }

    /** What neither Akka nor our signal has handled: ends a multikernel's core; elsewhere it is Akka's to judge. */
    void fatal(Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            return;
        }
        if (burying || self.isDropIn()) {
            self.interconnect().report(burying, thrown);
        } else {
            throw FullSignal.raise(thrown);
        }
    }

    private void forgetBuried() {
        var now = self.interconnect().generation();
        outbox.forgetBuried();
        if (self.interconnect().forgetEmptyLanes(self)) {
            generation = now;
        }
    }

    private void busy() {
        emptyTurns = 0;
        if (!liveness.isBusy()) {
            liveness.change(true, System.nanoTime());
        }
    }

    private void idle() {
        emptyTurns++;
        if (self.interconnect().isCrowded()) {
            idleCrowded();
        } else if (emptyTurns < IDLE_TURNS) {
            Thread.onSpinWait();
        } else if (emptyTurns == IDLE_TURNS) {
            outbox.waker().fence();
            becomeIdle();
        } else if (emptyTurns % POLL_EVERY == 0 && System.nanoTime() - idleSince >= spinNanos) {
            sleep();
        } else {
            Thread.onSpinWait();
        }
    }

    /** More cores than CPUs: whoever spins keeps another from the work that it waits for. */
    private void idleCrowded() {
        if (emptyTurns == 1) {
            outbox.waker().fence();
            Thread.yield();
        } else {
            becomeIdle();
            sleep();
        }
    }

    private void becomeIdle() {
        if (liveness.isBusy()) {
            liveness.change(false, System.nanoTime());
        }
        idleSince = System.nanoTime();
    }

    private void sleep() {
        outbox.waker().fence();
        inbox.sleepWord().sleep(somethingToDo, park);
        emptyTurns = IDLE_TURNS + POLL_EVERY - 1 - IDLE_TURNS % POLL_EVERY;
    }

    private boolean hasSomethingToDo() {
        return inbox.hasInput() || !run.isEmpty() || mustEnd() || (self.isStopRequested() && self.isVacant());
    }

    private void park() {
        var waits = !outbox.isEmpty() || !refused.isEmpty();
        var poller = inbox.poller();
        if (poller != null) {
            poller.sleep(waits ? OUTBOX_SLEEP_NANOS : Long.MAX_VALUE);
        } else if (waits) {
            LockSupport.parkNanos(this, OUTBOX_SLEEP_NANOS);
        } else {
            LockSupport.park(this);
        }
    }
}
