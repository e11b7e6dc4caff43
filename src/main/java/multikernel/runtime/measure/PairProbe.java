package multikernel.runtime.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import multikernel.base.Pinning;
import multikernel.hardware.MessageCost;
import multikernel.hardware.ThreadMask;

/** Two threads, each on its CPU, that send to each other over rings; first one of them asks, then the other. */
final class PairProbe {

    /** A thread that is late by so much beyond the deadline has not got its CPU; it is not waited for. */
    private static final long LATE_MILLIS = 100;

    private PairProbe() {}

    /** Both directions, or nothing where a thread cannot be bound or the time is over. */
    static List<MessageCost> measure(int one, int other, long deadline) {
        var costs = new ArrayList<MessageCost>(direction(one, other, deadline));
        if (!costs.isEmpty() && one != other) {
            var back = direction(other, one, deadline);
            return back.isEmpty() ? List.of() : List.of(costs.getFirst(), back.getFirst());
        }
        return costs;
    }

    private static List<MessageCost> direction(int from, int to, long deadline) {
        var exchange = new Exchange(from == to, deadline);
        var receives = onCpu(to, exchange::answer);
        var sends = onCpu(from, exchange::ask);
        long limit = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) + LATE_MILLIS;
        return sends.thenCombine(receives, (asked, took) -> asked.cost(from, to, took))
                .completeOnTimeout(List.of(), Math.max(1, limit), TimeUnit.MILLISECONDS)
                .join();
    }

    private static CompletableFuture<Samples> onCpu(int cpu, Side side) {
        var result = new CompletableFuture<Samples>();
        var thread = new Thread(
                () -> result.complete(side.run(ThreadMask.pinCurrentThread(cpu) == Pinning.PINNED)), "measure-" + cpu);
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private interface Side {
        Samples run(boolean isBound);
    }
}
