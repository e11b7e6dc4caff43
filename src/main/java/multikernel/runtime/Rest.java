package multikernel.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import multikernel.trace.Recorder;
import multikernel.urpc.Waker;

/**
 * What a core does when its turns find nothing to do: spins a while, looks at its sockets, sleeps until it is woken.
 */
final class Rest extends RestState {

    /** Turns between two looks at sockets, which cost a system call, or at the clock. */
    private static final int POLL_EVERY = 8;

    /** A busy core gives way to the host so often: it took 3 ms off the 99th percentile of an HTTP answer. */
    private static final long YIELD_NANOS = 1_000_000;

    /** Busy turns between two looks at the clock for it. */
    private static final int YIELD_LOOK_EVERY = 16;

    /** Quick looks between two empty turns: a turn looks at much that seldom changes. */
    private static final int LOOKS = 4;

    /** Empty turns after which the core counts as idle, and fences what it has sent. */
    private static final int IDLE_TURNS = 40;

    /** Nobody tells a sender that a stop sign was lowered: it looks again after this time. */
    private static final long OUTBOX_SLEEP_NANOS = 100_000;

    /**
     * A sender that raced with the falling asleep of this core may see it awake until it fences, which a long handler
     * delays. So whoever sleeps looks once more by itself, with the word still saying so: by then both have seen what
     * the other wrote.
     */
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private final Incarnation self;
    private final Recorder recorder;
    private final Inbox inbox;
    private final Waker waker;
    private final BooleanSupplier somethingNow;
    private final BooleanSupplier somethingToDo;
    private final BooleanSupplier waits;
    private final Runnable park = this::park;
    private final SpinTime spinTime;

    @SuppressWarnings("unused") // keeps what comes behind it off the lines of the state
    private long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, qa, qb, qc, qd, qe, qf;

    /**
     * @param somethingNow has something come? May miss what comes seldom
     * @param somethingToDo has anything come?
     * @param waits does the core wait for room elsewhere, of which nobody tells it?
     */
    Rest(
            Incarnation self,
            Recorder recorder,
            Waker waker,
            BooleanSupplier somethingNow,
            BooleanSupplier somethingToDo,
            BooleanSupplier waits) {
        this.self = self;
        this.recorder = recorder;
        this.waker = waker;
        this.somethingNow = somethingNow;
        this.somethingToDo = somethingToDo;
        this.waits = waits;
        inbox = self.inbox();
        spinTime =
                self.limits().spin().map(Duration::toNanos).map(SpinTime::fixed).orElseGet(SleepCost::spinTime);
    }

    /** After a turn that found work. */
    void busy() {
        becomeBusy();
        if (busyTurns % YIELD_LOOK_EVERY == 0) {
            leaveCpuToHost();
        }
        var poller = inbox.poller();
        if (++busyTurns % POLL_EVERY == 0 && poller != null) {
            poller.poll();
        }
    }

    /** A thread of the host that wants this CPU gets it now, not at the end of what the system calls a slice. */
    @SuppressWarnings("ThreadPriorityCheck") // it costs little where nobody wants it
    private void leaveCpuToHost() {
        var now = System.nanoTime();
        if (now - yieldedAt >= YIELD_NANOS) {
            yieldedAt = now;
            Thread.yield();
        }
    }

    private void becomeBusy() {
        emptyTurns = 0;
        if (!self.liveness().isBusy()) {
            var now = System.nanoTime();
            self.liveness().change(true, now);
            spinTime.waited(now - idleSince, slept);
            slept = false;
        }
    }

    /** After a turn that found nothing. */
    void idle() {
        var poller = inbox.poller();
        if (poller != null && emptyTurns % POLL_EVERY == 0 && poller.poll() > 0) {
            becomeBusy();
            return;
        }
        emptyTurns++;
        if (self.interconnect().isCrowded()) {
            idleCrowded();
        } else if (emptyTurns == IDLE_TURNS) {
            waker.fence();
            becomeIdle();
        } else if (emptyTurns > IDLE_TURNS
                && emptyTurns % POLL_EVERY == 0
                && System.nanoTime() - idleSince >= spinTime.pollNanos()) {
            sleep();
        } else {
            look();
        }
    }

    private void look() {
        for (var looks = 0; looks < LOOKS && !somethingNow.getAsBoolean(); looks++) {
            Thread.onSpinWait();
        }
    }

    /** More cores than CPUs: whoever spins keeps another from the work that it waits for. */
    @SuppressWarnings("ThreadPriorityCheck") // the one that it waits for may need this CPU
    private void idleCrowded() {
        if (emptyTurns == 1) {
            waker.fence();
            Thread.yield();
        } else {
            becomeIdle();
            sleep();
        }
    }

    private void becomeIdle() {
        idleSince = System.nanoTime();
        if (self.liveness().isBusy()) {
            self.liveness().change(false, idleSince);
        }
    }

    /**
     * After a sleep one empty turn is enough to sleep again. What woke the core is work from then on: it would not be
     * known to be before its turn is over, and the first turn may be the only one.
     */
    private void sleep() {
        if (self.liveness().isBusy()) {
            becomeIdle();
        }
        waker.fence();
        inbox.sleepWord().sleep(somethingToDo, park);
        if (somethingToDo.getAsBoolean()) {
            becomeBusy();
        }
        emptyTurns = IDLE_TURNS + POLL_EVERY - 1;
    }

    private void park() {
        var began = System.nanoTime();
        self.tally().sleeps(began);
        park(began);
        var woke = System.nanoTime();
        slept = true;
        self.tally().wakes(woke);
        recorder.slept(began, woke);
    }

    private void park(long began) {
        parkAtMost(LOOK_AGAIN_NANOS);
        if (System.nanoTime() - began < LOOK_AGAIN_NANOS) {
            return; // a socket, or nothing: the loop sees
        }
        waker.fence();
        if (inbox.sleepWord().isAsleep() && !somethingToDo.getAsBoolean()) {
            parkAtMost(Long.MAX_VALUE);
        }
    }

    private void parkAtMost(long nanosLeft) {
        var nanosMax = waits.getAsBoolean() ? OUTBOX_SLEEP_NANOS : nanosLeft;
        var poller = inbox.poller();
        if (poller != null) {
            poller.sleep(nanosMax);
        } else if (nanosMax < Long.MAX_VALUE) {
            LockSupport.parkNanos(self, nanosMax);
        } else {
            LockSupport.park(self);
        }
    }
}

/** Written with each turn, on lines of their own. */
@SuppressWarnings("VisibilityModifier") // one class in three layers
abstract class RestState extends StatePadding {
    int emptyTurns;
    int busyTurns;
    long idleSince;
    boolean slept;
    long yieldedAt;
}
