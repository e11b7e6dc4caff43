package multikernel.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The tail of an actor's round trip across two cores, with what the collector takes and without. Each load has one
 * slice as long as there is time, an equal share of {@code --seconds}, with nothing between that a pause could hide
 * behind. A ball is due every 20 µs and its time is counted from then, so that a pause counts for every ball that it
 * kept back, not for one (coordinated omission).
 *
 * <p>{@code bin/multikernel} sets G1 for this: one run of 50 s of each, on two CPUs that others used, too, gave p99.9
 * of 18 ms without load and 1.7 s with it, the parallel collector 329 ms and 35 s. Under G1 of this release whoever
 * puts a reference to a new object into an old one passes a full fence, which waits for the lines that it wrote: a tell
 * took 150 to 260 ns where the other collector's took 50 to 130, and a round trip inside a core 120 where that took 80.
 * What the dispatcher stores with each message lies in young objects for this reason ({@link multikernel.urpc.Lane});
 * one such store for each message is left, in Akka's context of a typed actor.
 */
final class LatencyExperiment {

    static final long EVERY_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    /** 400 MB a second at that pace. */
    private static final int BYTES = 8 << 10;

    /** 64 MB that live for 160 ms: what a young collection has to copy. */
    private static final int KEPT = 8 << 10;

    private static final String METRIC = "round-trip";

    private LatencyExperiment() {}

    static Experiment open(Laboratory laboratory) {
        var troupe = Troupe.on(laboratory.cpus());
        var subjects = new ArrayList<Subject>();
        for (var isLoaded : List.of(false, true)) {
            var answerer = isLoaded ? PacedAsker.allocating(BYTES, KEPT) : Asker.answerer();
            var asker = PacedAsker.of(troupe.spawn(answerer, Troupe.core(1)), EVERY_NANOS);
            subjects.add(new ActorSubject(
                    Laboratory.OURS,
                    Laboratory.parameters(
                            "metric",
                            METRIC,
                            "load",
                            isLoaded ? "allocating" : "none",
                            Verdict.EVERY,
                            EVERY_NANOS,
                            "cores",
                            2,
                            "collector",
                            collector()),
                    List.of(troupe.spawn(asker, Troupe.core(0)))));
        }
        var comparison = Comparison.of(METRIC + ", loaded and not", subjects.getLast(), subjects.getFirst());
        return new Experiment("latency", subjects, List.of(comparison), laboratory.notes(), true, troupe);
    }

    /** As the JVM names it: {@code G1}, {@code ZGC}, {@code PS}, {@code Copy}. */
    private static String collector() {
        var beans = ManagementFactory.getGarbageCollectorMXBeans();
        return beans.isEmpty() ? "none" : beans.getFirst().getName().split(" ", 2)[0];
    }
}
