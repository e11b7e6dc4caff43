package multikernel.runtime.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import multikernel.base.Pinning;
import multikernel.hardware.Measured;
import multikernel.hardware.ThreadMask;

/** How fast a CPU is with a chain of multiplications, where nothing but its clock and its width matters. */
final class Pace {

    private static final int LINKS = 50_000;

    /** The fastest of so many counts: others may have been disturbed. */
    private static final int ROUNDS = 12;

    /** A thread that takes longer has not got its CPU. */
    private static final long LATE_MILLIS = 200;

    private Pace() {}

    static List<Measured.Speed> speeds(List<Integer> cpus, long deadline) {
        var nanos = new TreeMap<Integer, Long>();
        for (int cpu : cpus) {
            if (System.nanoTime() < deadline) {
                long least = onCpu(cpu, deadline);
                if (least > 0) {
                    nanos.put(cpu, least);
                }
            }
        }
        var speeds = new ArrayList<Measured.Speed>();
        if (!nanos.isEmpty()) {
            double fastest =
                    nanos.values().stream().mapToLong(each -> each).min().orElseThrow();
            nanos.forEach((cpu, least) ->
                    speeds.add(new Measured.Speed(cpu, (int) Math.max(1, Math.round(100 * fastest / least)))));
        }
        return speeds;
    }

    /** 0 if no thread can be bound to that CPU. */
    private static long onCpu(int cpu, long deadline) {
        var answer = new CompletableFuture<Long>();
        var thread = new Thread(
                () -> answer.complete(ThreadMask.pinCurrentThread(cpu) == Pinning.PINNED ? least(deadline) : 0L),
                "pace-" + cpu);
        thread.setDaemon(true);
        thread.start();
        return answer.completeOnTimeout(0L, LATE_MILLIS, TimeUnit.MILLISECONDS).join();
    }

    private static long least(long deadline) {
        long least = Long.MAX_VALUE;
        long value = 1;
        for (int round = 0; round < ROUNDS && (round == 0 || System.nanoTime() < deadline); round++) {
            long began = System.nanoTime();
            for (int link = 0; link < LINKS; link++) {
                value = value * 6_364_136_223_846_793_005L + link;
            }
            long took = System.nanoTime() - began;
            // The value is needed, or there would be nothing to compute.
            least = Math.min(least, took + (value == 0 ? 1 : 0));
        }
        return Math.max(1, least);
    }
}
