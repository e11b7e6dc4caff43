package multikernel.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import multikernel.hardware.ThreadState;
import multikernel.metrics.Recording;
import multikernel.monitor.RunBudget;
import multikernel.monitor.RunBudget.Sample;
import multikernel.monitor.RunBudget.Spent;
import multikernel.monitor.RunBudget.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks at what the cores of one actor system run, for {@link RunBudget}. It reads what the cores write
 * anyway: their turns, the mailbox whose message runs, how many that mailbox gave. It is no core's and not Akka's, so
 * it is there when either is busy.
 */
final class StallWatch implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger("multikernel");

    /** Looks within a budget; fewer would say less exactly how long. */
    private static final int LOOKS_PER_BUDGET = 2;

    /** While every core sleeps it looks so much less often. */
    private static final int ASLEEP_INTERVALS = 4;

    private final Interconnect interconnect;
    private final long intervalNanos;
    private final RunBudget budget;
    private final StallLines lines = new StallLines();
    private final PauseWatch pauses;

    private StallWatch(Interconnect interconnect, long budgetNanos) {
        this.interconnect = interconnect;
        intervalNanos = budgetNanos / LOOKS_PER_BUDGET;
        budget = new RunBudget(budgetNanos, intervalNanos);
        pauses = new PauseWatch(interconnect, budgetNanos);
    }

    /** Interrupted, it ends. */
    static Thread start(Interconnect interconnect, String name, long budgetNanos) {
        var thread = new Thread(new StallWatch(interconnect, budgetNanos), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void run() {
        while (!Thread.interrupted()) {
            var awake = awake();
            pauses.look();
            look(awake);
            LockSupport.parkNanos(this, awake.isEmpty() ? ASLEEP_INTERVALS * intervalNanos : intervalNanos);
        }
    }

    private List<Incarnation> awake() {
        var awake = new ArrayList<Incarnation>();
        for (var core : interconnect.incarnations()) {
            if (!core.isEnded() && !core.inbox().sleepWord().isAsleep()) {
                awake.add(core);
            }
        }
        return awake;
    }

    private void look(List<Incarnation> awake) {
        var samples = new ArrayList<Sample>();
        for (var core : awake) {
            samples.add(new Sample(core.number(), step(core), () -> spent(core)));
        }
        for (var overrun : budget.look(System.nanoTime(), samples)) {
            awake.stream().filter(core -> core.number() == overrun.number()).forEach(core -> report(core, overrun));
        }
    }

    private static Map<String, String> details(Stalled stalled) {
        return Map.of(
                "actor", stalled.actor(),
                "behavior", stalled.behavior(),
                "millis", Long.toString(stalled.millis()),
                "stack", String.join("\n", stalled.stack()));
    }

    private static Step step(Incarnation core) {
        var turns = core.liveness().turns();
        var actor = core.inbox().owner() instanceof CoreThread thread
                ? thread.loop().runQueue().running().current()
                : null;
        return new Step(turns, actor, actor == null ? 0 : actor.state().taken());
    }

    private static Spent spent(Incarnation core) {
        var thread = ThreadState.read(core.reading().nativeThread());
        return new Spent(thread.run() == ThreadState.Run.RUNNABLE, thread.cpuNanos(), thread.waitNanos());
    }

    private void report(Incarnation core, RunBudget.Overrun overrun) {
        var thread = core.inbox().owner();
        var stack = thread == null ? new StackTraceElement[0] : thread.getStackTrace();
        if (stack.length == 0 || !step(core).equals(overrun.step())) {
            return; // its thread has not begun, or it has ended meanwhile and the stack may be another's
        }
        var at = StallStack.of(stack);
        var actor = overrun.step().actor() instanceof UrpcQueue queue
                ? queue.mailbox().actor().self().path().toStringWithoutAddress()
                : "";
        var millis = TimeUnit.NANOSECONDS.toMillis(overrun.nanos());
        var stalled =
                new Stalled(core.id(), core.incarnation(), actor, at.behavior(), millis, at.calls(), at.isLoading());
        Recording.stall(core.id(), core.incarnation(), actor, at.behavior(), millis, at.calls());
        if (core.isDropIn()) {
            lines.line(stalled, System.nanoTime()).ifPresent(stalled.isLoading() ? LOG::info : LOG::warn);
        }
        interconnect.traces().note(core.id().index(), "stall", details(stalled));
        interconnect.publish(stalled);
    }
}
