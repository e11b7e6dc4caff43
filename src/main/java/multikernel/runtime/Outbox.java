package multikernel.runtime;

import akka.actor.ActorCell;
import akka.dispatch.Envelope;
import akka.dispatch.sysmsg.SystemMessage;
import java.util.ArrayList;
import multikernel.urpc.Waker;
import org.jspecify.annotations.Nullable;

/**
 * What one core sends. The rules of order live here alone: what waits in line for a lane is followed by everything else
 * for that lane; what is parked for a mailbox is older than what waits in line for it.
 */
final class Outbox {

    private final Incarnation self;
    private final RunQueue run;
    private final Running running;
    private final DropLedger drops;
    private final DispatchLimits limits;
    private final Waker waker = new Waker();
    private final Way local;
    private final Ways ways;

    /** Ways where something waits. */
    private final ArrayList<Way> listed = new ArrayList<>();

    private int waiting;

    private final Known known = new Known();

    Outbox(Incarnation self, RunQueue run, DropLedger drops) {
        this.self = self;
        this.run = run;
        running = run.running();
        this.drops = drops;
        limits = self.limits();
        local = new Way(self, null, run.recorder());
        ways = new Ways(self, run.recorder());
    }

    Waker waker() {
        return waker;
    }

    Ways ways() {
        return ways;
    }

    boolean isEmpty() {
        return listed.isEmpty();
    }

    /** To whom messages have gone of late. */
    Known known() {
        return known;
    }

    /** A message of whoever runs on this core now. */
    void send(ActorCell cell, UrpcQueue queue, Envelope envelope) {
        var to = queue.home();
        if (to == self) {
            sendInside(cell, queue, envelope);
            return;
        }
        if (to.isClosed() || self.isFenced()) {
            drops.deadLetter(cell, envelope, to);
            return;
        }
        var way = ways.to(to);
        if (way.isClear() && hasRoom(way) && !queue.isStopped()) {
            way.put(cell, envelope, waker);
            known.met(cell, queue);
        } else {
            route(way, cell, queue, envelope, false);
        }
    }

    private void sendInside(ActorCell cell, UrpcQueue queue, Envelope envelope) {
        if (queue == running.current() && queue.isSettled()) {
            sendToItself(queue, envelope);
        } else if (local.isClear() && !queue.isStopped()) {
            if (!running.follows(cell, queue, envelope)) {
                run.add(queue, envelope);
            }
        } else {
            running.putNext();
            route(local, cell, queue, envelope, false);
        }
    }

    /** Waits while the actor is held or full: else it would never be half empty while it runs only to become so. */
    private void sendToItself(UrpcQueue queue, Envelope envelope) {
        var state = queue.state();
        var mayWait = state.isHeld() || state.isRaised();
        if (state.toItself().isEmpty() && (!mayWait || running.isInSystem())) {
            run.add(queue, envelope);
        } else if (!isRefused(local, queue)) {
            state.toItself().add(envelope);
        }
    }

    /** The notice that an actor has ended: behind its messages, never refused. */
    void notice(ActorCell cell, UrpcQueue queue, SystemMessage notice) {
        var to = queue.home();
        if (to != self && to.isClosed()) {
            to.inbox().putForeign(cell, notice);
        } else {
            running.putNext();
            route(to == self ? local : ways.to(to), cell, queue, notice, true);
        }
    }

    private void route(Way way, ActorCell cell, UrpcQueue queue, Object payload, boolean notice) {
        var inLine = !way.line().isEmpty();
        var parked = !inLine && way.parked().containsKey(queue);
        if (!inLine && !parked) {
            if (!hasRoom(way)) {
                inLine = true;
            } else if (notice ? !queue.isSettled() : queue.isStopped()) {
                parked = true;
            } else {
                deliver(way, cell, payload);
                return;
            }
        }
        var sender = notice ? null : running.current();
        if (!notice && isRefused(way, sender)) {
            return;
        }
        hold(way, new Waiting(cell, queue, payload, notice, sender), inLine);
    }

    private void hold(Way way, Waiting held, boolean inLine) {
        if (inLine) {
            way.line().add(held);
            if (way.lane() != null) {
                way.lane().stall();
            }
        } else {
            way.park(held);
        }
        waiting++;
        if (held.sender() != null) {
            held.sender().state().addWaitingElsewhere(1);
            if (held.sender().state().waitingElsewhere() == 1) {
                self.tally().held();
            }
        }
        if (!way.isListed()) {
            way.listed(true);
            listed.add(way);
        }
    }

    /** May one more not wait? Throws the signal where an actor's message can be ended by it. */
    private boolean isRefused(Way way, @Nullable UrpcQueue sender) {
        var ofSender = sender == null ? 0 : sender.state().waiting();
        if (waiting < limits.parkedPerCoreMax() && ofSender < limits.parkedPerSenderMax()) {
            return false;
        }
        if (sender != null && running.isInSystem()) {
            sender.state().overLimit(true);
            return false;
        }
        if (way.lane() != null) {
            way.lane().reject();
        }
        drops.add(self.id(), way.to().id(), Dropped.Reason.CHANNEL_FULL, 1);
        if (sender != null) {
            throw FullSignal.raise(new FullSignal(fullMessage(way, ofSender)));
        }
        return true;
    }

    private String fullMessage(Way way, int ofSender) {
        return ofSender + " messages of this actor and " + waiting + " of " + self.id() + " wait; one more for "
                + way.to().id() + " is refused";
    }

    /** Lets go what may go; true if anything did. */
    boolean flush() {
        if (listed.isEmpty()) {
            return false;
        }
        var before = waiting;
        self.tally().waiting(before);
        for (var i = listed.size() - 1; i >= 0; i--) {
            var way = listed.get(i);
            if (way.to() != self && (way.to().isClosed() || self.isFenced())) {
                writeOff(way);
            } else {
                flushParked(way);
                flushLine(way);
            }
            if (way.isClear()) {
                way.listed(false);
                listed.remove(i);
            }
        }
        self.tally().waiting(waiting);
        return waiting != before;
    }

    /** Over a copy of the keys: a dead letter may have a reader here, and its message may be parked at once. */
    private void flushParked(Way way) {
        if (way.parked().isEmpty()) {
            return;
        }
        for (var queue : way.parked().keySet().toArray(new UrpcQueue[0])) {
            var parked = way.parked().get(queue);
            while (parked != null
                    && !parked.isEmpty()
                    && hasRoom(way)
                    && (parked.passesStopSign() ? queue.isSettled() : !queue.isStopped())) {
                release(way, parked.remove());
            }
            if (parked != null && parked.isEmpty()) {
                way.parked().remove(queue);
            }
        }
    }

    private void flushLine(Way way) {
        for (var next = way.line().peek(); next != null; next = way.line().peek()) {
            if (way.parked().containsKey(next.queue())
                    || (next.notice() ? !next.queue().isSettled() : next.queue().isStopped())) {
                way.park(way.line().remove());
            } else if (hasRoom(way)) {
                release(way, way.line().remove());
            } else {
                return;
            }
        }
    }

    private void release(Way way, Waiting held) {
        waiting--;
        deliver(way, held.cell(), held.payload());
        released(held);
    }

    private void released(Waiting held) {
        var sender = held.sender();
        if (sender != null) {
            sender.state().addWaitingElsewhere(-1);
            if (!sender.state().isHeld()) {
                run.endHold(sender);
            }
        }
    }

    private void writeOff(Way way) {
        for (var parked : way.parked().values()) {
            while (!parked.isEmpty()) {
                writeOff(way, parked.remove());
            }
        }
        way.parked().clear();
        for (var held = way.line().poll(); held != null; held = way.line().poll()) {
            writeOff(way, held);
        }
    }

    private void writeOff(Way way, Waiting held) {
        waiting--;
        if (held.payload() instanceof Envelope envelope) {
            drops.deadLetter(held.cell(), envelope, way.to());
        } else {
            way.to().inbox().putForeign(held.cell(), held.payload());
        }
        released(held);
    }

    private static boolean hasRoom(Way way) {
        return way.lane() == null || way.lane().hasRoom();
    }

    private void deliver(Way way, ActorCell cell, Object payload) {
        if (way.lane() == null) {
            run.deliver(cell, payload);
        } else {
            way.put(cell, payload, waker);
        }
    }
}
