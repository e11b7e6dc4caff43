package multikernel.simulation;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;

/** How many seeds of four cores and ten operations one thread runs in a second. */
final class Speed {

    private Speed() {}

    /** Of this thread: what others do on the machine does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Options calm(Options measured) {
        return new Options(measured.seed(), 4, 8, 2, 10, 0, 0, false, measured.slowOneIn(), false, false, true);
    }

    public static void main(String[] arguments) {
        Subject.Maker maker = arguments.length > 1 && arguments[1].equals("alone") ? Alone::new : Owning::make;
        long seeds = Long.parseLong(arguments[0]);
        for (int round = 0; round < 4; round++) {
            long failed = 0;
            long done = 0;
            long events = 0;
            long began = cpuNanos();
            for (long seed = 1; seed <= seeds; seed++) {
                var random = new SplittableRandom(seed);
                var options = Options.measured(seed, random);
                options = Boolean.getBoolean("calm") ? calm(options) : options;
                var history = new History(options, random, maker, Tamper.NONE, 1);
                try {
                    history.run();
                } catch (AssertionError | RuntimeException failure) {
                    failed++;
                }
                done += history.done();
                events += history.world.clock;
            }
            double seconds = (cpuNanos() - began) / 1e9;
            System.out.printf(
                    "%.0f seeds/s of CPU time, %.0f events a seed, %.1f operations done a seed, %d failed%n",
                    seeds / seconds, events / (double) seeds, done / (double) seeds, failed);
        }
    }
}
