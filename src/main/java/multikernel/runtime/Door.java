package multikernel.runtime;

import akka.actor.ActorCell;
import akka.dispatch.Envelope;
import java.util.concurrent.locks.LockSupport;

/** Where threads that are no core of this system wait for room, bounded in time. */
final class Door {

    private static final long LOOK_NANOS_MIN = 10_000;
    private static final long LOOK_NANOS_MAX = 1_000_000;

    private Door() {}

    static void enter(ActorCell cell, UrpcQueue queue, Envelope envelope) {
        var to = queue.home();
        if (!isOpen(to, queue) && !await(to, queue)) {
            to.interconnect().publish(new Dropped(null, to.id(), Dropped.Reason.DOOR_CLOSED, 1));
        } else if (to.isClosed()) {
            to.interconnect().deadLetter(cell, envelope);
            to.interconnect().publish(new Dropped(null, to.id(), to.closedReason(), 1));
        } else {
            to.inbox().putForeign(cell, envelope);
        }
    }

    private static boolean isOpen(Incarnation to, UrpcQueue queue) {
        return to.isClosed() || (to.inbox().foreign().hasRoom() && !queue.isFull());
    }

    /** The scheduler's thread never waits, for all timers would; another thread looks again and again. */
    private static boolean await(Incarnation to, UrpcQueue queue) {
        if (to.interconnect().isSchedulerThread(Thread.currentThread())) {
            return true;
        }
        var until = System.nanoTime() + to.limits().foreignWait().toNanos();
        var pause = LOOK_NANOS_MIN;
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(to, pause);
            if (isOpen(to, queue)) {
                return true;
            }
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            pause = Math.min(2 * pause, LOOK_NANOS_MAX);
        }
        return false;
    }
}
