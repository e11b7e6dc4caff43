package multikernel.runtime;

import akka.actor.ActorCell;
import multikernel.trace.Recorder;
import multikernel.urpc.Lane;
import multikernel.urpc.LivenessLine;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one incarnation of one core: looks at everything that comes in, control first, runs actors in slices,
 * lets its own messages go, sleeps. It has one owner at a time: the core's thread, after that the thread that buries
 * it.
 */
final class CoreLoop {

    private final Incarnation self;
    private final Inbox inbox;
    private final LivenessLine liveness;
    private final DropLedger drops;
    private final Interconnect interconnect;
    private final Recorder recorder;
    private final Straight straight;
    private final RunQueue run;
    private final TaskQueue tasks;
    private final Posts posts = new Posts();
    private final Outbox outbox;
    private final Rest rest;
    private final Intake intake;
    private final Lane.Receiver<ActorCell, Object> foreignArrival;
    private final ControlPlane control;
    private final ChannelPlane channels;
    private boolean burying;
    private boolean ending;

    private int generation;

    CoreLoop(Incarnation self) {
        this.self = self;
        inbox = self.inbox();
        liveness = self.liveness();
        drops = new DropLedger(self);
        interconnect = self.interconnect();
        recorder = interconnect.traces().recorder(self);
        straight = new Straight(self.limits());
        run = new RunQueue(this, self, straight);
        tasks = new TaskQueue(this, self);
        outbox = new Outbox(self, run, drops);
        control = new ControlPlane(self, drops);
        channels = new ChannelPlane(this, self);
        rest = new Rest(self, recorder, outbox.waker(), this::hasSomethingNow, this::hasSomethingToDo, this::waits);
        intake = new Intake(this, self);
        foreignArrival = run::deliver;
    }

    Incarnation self() {
        return self;
    }

    Interconnect interconnect() {
        return interconnect;
    }

    /** What it does, if anyone wants it written down. */
    Recorder recorder() {
        return recorder;
    }

    TaskQueue tasks() {
        return tasks;
    }

    RunQueue runQueue() {
        return run;
    }

    Outbox outbox() {
        return outbox;
    }

    Intake intake() {
        return intake;
    }

    ControlPlane control() {
        return control;
    }

    ChannelPlane channels() {
        return channels;
    }

    Posts posts() {
        return posts;
    }

    DropLedger drops() {
        return drops;
    }

    boolean isBurying() {
        return burying;
    }

    /** As of the last look: is nothing more to be run? */
    boolean isEnding() {
        return ending;
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
            control.end();
            self.close();
            channels.end();
            inbox.poller(null);
            outbox.waker().fence();
            if (self.population().close() || self.population().isClosed()) {
                burying = true;
                turn();
                outbox.ways().forget();
                buried();
            } else if (self.isStopRequested()) {
                buryActors();
            }
        } finally {
            CoreThread.release();
            liveness.end(System.nanoTime());
            start.ended().accept(why);
        }
    }

    /** The life of the thread that buries: system messages only, until no actor is left. */
    void bury(Runnable done) {
        buryActors();
        CoreThread.release();
        done.run();
    }

    /** Where the node ends, a core's own thread does it: nobody is left who would start another. */
    private void buryActors() {
        burying = true;
        while (!self.isKilled() && !(isDrained() && self.population().close())) {
            step();
        }
        outbox.waker().fence();
        outbox.ways().forget();
        buried();
    }

    private void buried() {
        recorder.retire();
        self.buried();
    }

    private boolean mayStop() {
        return self.isStopRequested() && isDrained() && self.population().close();
    }

    private boolean isDrained() {
        return run.isEmpty() && tasks.isEmpty() && outbox.isEmpty() && !inbox.hasInput();
    }

    private void step() {
        recorder.turn();
        var worked = turn();
        liveness.turn(run.size());
        if (worked) {
            recorder.worked();
            rest.busy();
        } else {
            rest.idle();
        }
    }

    private boolean turn() {
        straight.turn(!burying);
        lookAtEnd();
        var worked = lookAtNews();
        worked |= intake.drain();
        worked |= channels.poll();
        worked |= inbox.foreign().drain(foreignArrival, self.limits().drainPerLane()) > 0;
        between();
        worked |= burying && buryTasks();
        worked |= run.runReady();
        worked |= tasks.run();
        worked |= outbox.flush();
        worked |= control.turn();
        worked |= drops.publish();
        outbox.waker().turn();
        if (generation != interconnect.generation()) {
            forgetBuried();
        }
        return worked;
    }

    private void lookAtEnd() {
        var must = mustEnd();
        if (must != ending) {
            ending = must;
        }
        if (ending) {
            straight.close();
        }
    }

    /** Control is never behind data: after each message and each run of a lane, at the price of one read. */
    void between() {
        if (inbox.hasNews()) {
            lookAtNews();
        }
    }

    private boolean lookAtNews() {
        if (!inbox.hasNews() && !run.hasSignalled()) {
            return false;
        }
        inbox.takeNews();
        inbox.dataLanes().takeWoken();
        var worked = run.runSignalled();
        worked |= control.drain(burying);
        lookAtEnd();
        return worked;
    }

    private boolean buryTasks() {
        var count = tasks.drop();
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
            interconnect.report(burying, thrown);
        } else {
            throw FullSignal.raise(thrown);
        }
    }

    private void forgetBuried() {
        var now = interconnect.generation();
        outbox.ways().forgetBuried();
        control.forgetBuried();
        if (interconnect.forgetEmptyLanes(self)) {
            generation = now;
        }
    }

    /** A quick look, between two turns that find nothing. */
    private boolean hasSomethingNow() {
        return inbox.hasNews()
                || inbox.dataLanes().hasPolled()
                || !inbox.foreign().isEmpty()
                || channels.hasInput();
    }

    private boolean hasSomethingToDo() {
        return inbox.hasInput()
                || channels.hasInput()
                || !run.isEmpty()
                || !tasks.isEmpty()
                || control.hasWork()
                || mustEnd()
                || (self.isStopRequested() && self.population().isVacant());
    }

    private boolean waits() {
        return !outbox.isEmpty() || control.waits() || channels.waits();
    }
}
