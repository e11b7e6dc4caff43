package multikernel.bench;

import akka.actor.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import multikernel.network.SharedMemoryTier;
import multikernel.settings.Settings;

/**
 * Messages of 64 bytes between two JVMs: rings in shared memory, TCP over the loopback with both ends polling, and
 * Artery; beside the same ring within one JVM.
 *
 * <p>Why Artery takes 350 µs and more where TCP takes 10: its message goes from thread to thread, and every one of them
 * sleeps until the one before wakes it. In each JVM that is the actors' pool, two threads of the pool that runs its
 * streams (about twice each), more of the actors' pool for the connection, and the selector's thread, twice: 21 sleeps
 * in a round trip, and where the next thread is on another CPU each costs what {@code bench polling} shows, 4 to 60 µs
 * on a virtual machine. No timer is part of it (the scheduler sleeps 0.1 times in that time) and no batch is waited
 * for; with one thread in each pool there are 18. The notes of a run tell how many it had.
 */
final class SharedMemoryExperiment {

    private static final int CAPACITY = 1_024;
    private static final String ROUND_TRIP = "round-trip";
    private static final String STREAMING = "streaming";
    private static final String TCP = "TCP";
    private static final String ARTERY = "Artery";

    /** Between two JVMs divided by within one. */
    private static final double ONE_JVM_MAX = 1.15;

    private static final double TCP_NEAR_MAX = 1 / 40.0;
    private static final double TCP_FAR_MAX = 1 / 15.0;
    private static final double ARTERY_MAX = 1 / 100.0;

    /** Messages of a stream that one write is for. */
    private static final int TCP_BATCH = 64;

    private static final int ARTERY_BATCH = 512;
    private static final int ARTERY_WINDOW = 2;

    /** Artery's round trips are so few that slices alone would never warm it. */
    private static final long ARTERY_WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Laboratory laboratory;
    private final Deque<AutoCloseable> stage = new ArrayDeque<>();
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private OptionalDouble arterySleeps = OptionalDouble.empty();

    private SharedMemoryExperiment(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    static Experiment open(Laboratory laboratory) {
        var experiment = new SharedMemoryExperiment(laboratory);
        var isOpen = false;
        try {
            experiment.open();
            isOpen = true;
        } finally {
            if (!isOpen) {
                experiment.leave();
            }
        }
        var notes = new ArrayList<>(laboratory.notes());
        notes.add("Artery: two actor systems as Akka ships them, not pinned, warmed up for "
                + 2 * TimeUnit.NANOSECONDS.toSeconds(ARTERY_WARM_UP_NANOS) + " s");
        experiment.arterySleeps.ifPresent(sleeps -> notes.add(String.format(
                Locale.ROOT, "Artery: threads of both JVMs went to sleep %.1f times in each round trip", sleeps)));
        return new Experiment("shared-memory", experiment.subjects, experiment.comparisons, notes, experiment::leave);
    }

    private void open() {
        var link = link();
        var artery = artery();
        for (var metric : List.of(ROUND_TRIP, STREAMING)) {
            var isRoundTrip = metric.equals(ROUND_TRIP);
            laboratory.limits(metric, subjects, comparisons);
            var ours = add(link.apply(metric));
            var alone = add(new PipeSubject(
                    Laboratory.OURS,
                    parameters(metric, 1, Map.of("capacity", CAPACITY)),
                    laboratory.cpus(),
                    new RingPipe(CAPACITY),
                    new RingPipe(CAPACITY),
                    !isRoundTrip));
            var tcp = add(tcp(metric, isRoundTrip ? 1 : TCP_BATCH));
            var akka = add(artery.apply(metric));
            var toAlone = Comparison.of(metric + ", 2 JVMs and 1", ours, alone);
            var toTcp = Comparison.of(metric, ours, tcp);
            var toAkka = Comparison.of(metric, ours, akka);
            comparisons.add(isRoundTrip ? toAlone.atMost(ONE_JVM_MAX, ONE_JVM_MAX) : toAlone);
            comparisons.add(isRoundTrip ? toTcp.atMost(TCP_NEAR_MAX, TCP_FAR_MAX) : toTcp);
            comparisons.add(isRoundTrip ? toAkka.atMost(ARTERY_MAX, ARTERY_MAX) : toAkka);
            comparisons.add(Comparison.of(metric, tcp, akka));
        }
    }

    private Subject add(Subject subject) {
        subjects.add(subject);
        return subject;
    }

    private static Map<String, Object> parameters(String metric, int jvms, Map<String, Object> more) {
        var parameters = Laboratory.parameters("metric", metric, "bytes", 64, "jvms", jvms);
        parameters.putAll(more);
        return parameters;
    }

    private FarJvm start(String... arguments) {
        var far = FarJvm.start(List.of(arguments));
        stage.push(far);
        return far;
    }

    private String secondCpu() {
        return Integer.toString(laboratory.cpus().secondCpu());
    }

    /** One link for both metrics. */
    private Function<String, Subject> link() {
        var base = SharedMemoryTier.base(
                Settings.of(Settings.load(null, ConfigFactory.empty()))
                        .network()
                        .sharedMemory(),
                Path.of(System.getProperty("java.io.tmpdir")));
        var name = "bench-" + ProcessHandle.current().pid();
        var near = LinkEnd.near(base, name, CAPACITY);
        stage.push(near);
        var far = start(FarEnd.RING, base.toString(), name, Integer.toString(CAPACITY), secondCpu());
        far.answer();
        near.connect(far::isAlive);
        return metric -> new FarSubject(
                Laboratory.OURS,
                parameters(metric, 2, Map.of("capacity", CAPACITY)),
                laboratory.cpus(),
                near,
                far,
                metric.equals(STREAMING));
    }

    private Subject tcp(String metric, int batch) {
        var far = start(FarEnd.TCP, "1", secondCpu());
        var near = TcpEnd.connect(Integer.parseInt(far.answer()), batch);
        stage.push(near);
        return new FarSubject(
                TCP,
                parameters(metric, 2, Map.of("messages a write", batch)),
                laboratory.cpus(),
                near,
                far,
                metric.equals(STREAMING));
    }

    private Function<String, Subject> artery() {
        var far = start(FarEnd.ARTERY);
        var office = PostOffice.near();
        stage.push(office);
        var answerer = office.answerer(far.answer());
        var stream = arterySubject(STREAMING, office.spawn(Poster.of(answerer, ARTERY_BATCH, ARTERY_WINDOW)));
        var roundTrip = arterySubject(ROUND_TRIP, office.spawn(Poster.of(answerer, 1, 1)));
        stream.slice(ARTERY_WARM_UP_NANOS);
        var before = sleeps(far);
        var warmed = roundTrip.slice(ARTERY_WARM_UP_NANOS);
        var after = sleeps(far);
        if (before.isPresent() && after.isPresent() && warmed.operations() > 0) {
            arterySleeps = OptionalDouble.of((double) (after.getAsLong() - before.getAsLong()) / warmed.operations());
        }
        return metric -> metric.equals(STREAMING) ? stream : roundTrip;
    }

    private static OptionalLong sleeps(FarJvm far) {
        var here = ThreadSleeps.of(ProcessHandle.current().pid());
        var there = ThreadSleeps.of(far.pid());
        return here.isPresent() && there.isPresent()
                ? OptionalLong.of(here.getAsLong() + there.getAsLong())
                : OptionalLong.empty();
    }

    private static Subject arterySubject(String metric, ActorRef poster) {
        return new ActorSubject(ARTERY, parameters(metric, 2, Map.of()), List.of(Adapter.toTyped(poster)));
    }

    /** In the reverse order, all of them whatever one does. */
    private void leave() {
        leave(stage);
    }

    static void leave(Deque<AutoCloseable> stage) {
        var failures = new ArrayList<Exception>();
        while (!stage.isEmpty()) {
            try {
                stage.pop().close();
            } catch (Exception left) {
                failures.add(left);
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("an end does not close", failures.getFirst());
        }
    }
}
