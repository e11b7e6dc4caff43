package multikernel.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import multikernel.hardware.Cpu;
import multikernel.hardware.Machine;

/** The experiments by name, and the way to run one on this machine. */
public enum Bench {
    URPC(
            "urpc",
            "Messages of 64 bytes between two threads: our ring, the same in C, and other queues.",
            UrpcExperiment::open),
    ACTOR(
            "actor",
            "Actor to actor, across cores and on one core: ours against Akka's dispatchers.",
            ActorExperiment::open),
    LRPC("lrpc", "Actor to actor on one core, there and back and in a stream.", ActorExperiment::onOneCore),
    LATENCY(
            "latency",
            "The tail of an actor's round trip in a long run, with garbage to collect and without.",
            LatencyExperiment::open),
    POLLING(
            "polling",
            "What a receiver that polls for P and then sleeps adds to latency, and what it costs.",
            PollingExperiment::open),
    IDLE_CHANNELS(
            "idle-channels",
            "What up to 1,000 channels on which nobody sends add to a round trip.",
            IdleExperiment::open),
    SHARED_MEMORY(
            "shared-memory",
            "Messages between two JVMs: rings in shared memory, TCP and Artery.",
            SharedMemoryExperiment::open),
    SHARED_STATE(
            "shared-state",
            "Cores that update the same lines, and a core that does it for the others.",
            32,
            SharedStateExperiment::open),
    UNMAP(
            "unmap",
            "A frame is taken away from cores that use it: ours, a shared arena, munmap, mprotect.",
            32,
            UnmapExperiment::open),
    SHOOTDOWN(
            "shootdown",
            "The messages of an unmap alone, over trees of two cores and more.",
            32,
            CommitExperiments::shootdown),
    TWO_PHASE_COMMIT(
            "two-phase-commit",
            "Agreement in two phases, one at a time and 32 under way.",
            32,
            CommitExperiments::twoPhaseCommit),
    TREE(
            "tree",
            "A message down a tree and an acknowledgement up, for each shape: measured, and predicted.",
            32,
            TreeExperiment::open),
    CAPABILITY("capability", "Each operation on capabilities between two cores.", UnmapExperiment::capabilities),
    TRACE(
            "trace",
            "Actors on two cores with nothing recorded, with operations, with every message.",
            TraceExperiment::open),
    METRICS(
            "metrics",
            "Actors on two cores that count nothing, that count, and that are looked at while they do.",
            MetricsExperiment::open),
    REPLICATED(
            "replicated",
            "A map read by two cores and changed now and then: a replica each, against what threads share.",
            ReplicatedExperiment::open),
    SHARDED(
            "sharded",
            "A call of a partition in another JVM: shared memory, sockets, Akka's own sharding.",
            ShardedExperiment::open),
    STORE(
            "store",
            "Requests of a store of one core, one by one and 16 together: ours and Redis, on one CPU each.",
            laboratory -> StoreExperiment.open(laboratory, StoreExperiment.WARM_UP_NANOS)),
    MULTICAST(
            "multicast",
            "A message to all dispatchers of a domain: down a tree, and one send for each.",
            32,
            GroupExperiments::multicast),
    ANYCAST(
            "anycast",
            "A message to any of a domain's dispatchers, of which one is slow; and to each in turn.",
            8,
            GroupExperiments::anycast);

    /** The system property that says what our own loggers write. */
    public static final String LOG_LEVEL = "multikernel.log-level";

    private static final int CORES = 2;

    private final String word;
    private final String title;
    private final int cores;

    @SuppressWarnings("ImmutableEnumChecker") // static methods, which hold nothing
    private final Function<Laboratory, Experiment> open;

    Bench(String word, String title, Function<Laboratory, Experiment> open) {
        this(word, title, CORES, open);
    }

    /** @param cores so many where nothing else is asked for */
    Bench(String word, String title, int cores, Function<Laboratory, Experiment> open) {
        this.word = word;
        this.title = title;
        this.cores = cores;
        this.open = open;
    }

    public int cores() {
        return cores;
    }

    public String word() {
        return word;
    }

    public String title() {
        return title;
    }

    Experiment open(Laboratory laboratory) {
        return open.apply(laboratory);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Bench::word).toList();
    }

    /**
     * Measures for so long, after a warm-up.
     *
     * @param cores at most so many, where the experiment varies them
     * @param progress told in lines what goes on, what is left out and why
     * @throws Unfit where this machine cannot run it
     */
    public Results run(Duration time, int cores, Consumer<String> progress) {
        return run(time, cores, progress, share -> {});
    }

    /** @param share told now and then, from 0 to 1, how much of the time is over */
    public Results run(Duration time, int cores, Consumer<String> progress, DoubleConsumer share) {
        var machine = Machine.probe();
        var cpus = machine.allowed();
        if (cpus.size() < 2) {
            throw new Unfit(word + " needs two CPUs, and this process may use one");
        }
        var numbers = cpus.stream().map(Cpu::number).toList();
        try (var laboratory = new Laboratory(numbers, cores);
                var experiment = open(laboratory)) {
            experiment.notes().forEach(progress);
            var measured = new Session(laboratory.probe(), progress, share).run(experiment, time);
            var results = new Results(
                    word, Host.here(cpus.size()), measured.rows(), measured.ratios(experiment.comparisons()));
            Verdict.of(results).forEach(progress);
            return results;
        }
    }

    /** This machine cannot run an experiment; the message says why, in a line. */
    public static final class Unfit extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unfit(String line) {
            super(line);
        }
    }
}
