package multikernel.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import multikernel.base.Tier;

/**
 * A call of a partition that lives in another JVM of this machine, one after the other: ours through rings in shared
 * memory and through a socket, beside an ask of Akka's own sharding.
 */
final class ShardedExperiment {

    private static final String ROUND_TRIP = "round-trip";

    /** Ours divided by Akka's. */
    private static final double NETWORK_MAX = 0.5;

    private static final double SHARED_MEMORY_MAX = 0.05;

    /** Calls are so few that slices alone would never warm them: a median still falls after ten seconds. */
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Laboratory laboratory;
    private final Deque<AutoCloseable> stage = new ArrayDeque<>();

    private ShardedExperiment(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    static Experiment open(Laboratory laboratory) {
        var experiment = new ShardedExperiment(laboratory);
        var isOpen = false;
        try {
            var opened = experiment.open();
            isOpen = true;
            return opened;
        } finally {
            if (!isOpen) {
                experiment.leave();
            }
        }
    }

    private Experiment open() {
        var shared = ours(Tier.SHARED_MEMORY);
        var network = ours(Tier.NETWORK);
        var akka = akka();
        var subjects = List.of(shared, network, akka);
        subjects.forEach(subject -> subject.slice(WARM_UP_NANOS));
        var comparisons = List.of(
                atMost(SHARED_MEMORY_MAX, Comparison.of(ROUND_TRIP + ", shared-memory", shared, akka)),
                atMost(NETWORK_MAX, Comparison.of(ROUND_TRIP + ", network", network, akka)));
        var notes = new ArrayList<>(laboratory.notes());
        notes.add("Akka default: two systems of one node each as Akka ships them, not pinned; all warmed up for "
                + TimeUnit.NANOSECONDS.toSeconds(WARM_UP_NANOS) + " s");
        return new Experiment("sharded", subjects, comparisons, notes, this::leave);
    }

    /** Wherever the CPUs stood: a call takes a hundred times what a line takes between them. */
    private static Comparison atMost(double max, Comparison comparison) {
        var judged = comparison;
        for (var placement : Placement.values()) {
            judged = judged.atMost(placement, max);
        }
        return judged;
    }

    private ActorSubject ours(Tier tier) {
        var isShared = tier == Tier.SHARED_MEMORY;
        var far = FarJvm.start(
                List.of(FarEnd.SHARD, Integer.toString(laboratory.cpus().secondCpu()), Boolean.toString(isShared)));
        stage.push(far);
        var near = ShardEnd.begin("127.0.0.1", far.answer(), laboratory.cpus().firstCpu(), isShared);
        stage.push(near);
        var carried = near.ready();
        if (!carried.equals(tier.word())) {
            throw new IllegalStateException("what carries the channels is " + carried + ", not " + tier.word());
        }
        return near.subject(parameters(Map.of("tier", tier.word())));
    }

    private ActorSubject akka() {
        var far = FarJvm.start(List.of(FarEnd.AKKA_SHARD));
        stage.push(far);
        var near = ShardOffice.near(far.answer());
        stage.push(near);
        near.ready();
        return near.subject(parameters(Map.of("tier", "Artery")));
    }

    private static Map<String, Object> parameters(Map<String, Object> more) {
        var parameters = Laboratory.parameters("metric", ROUND_TRIP, "bytes", 56, "jvms", 2);
        parameters.putAll(more);
        return parameters;
    }

    /** In the reverse order, all of them whatever one does. */
    private void leave() {
        SharedMemoryExperiment.leave(stage);
    }
}
