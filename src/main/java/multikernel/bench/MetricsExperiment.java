package multikernel.bench;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.base.NodeReading;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.metrics.CoreTally;
import multikernel.metrics.NodeMeters;
import multikernel.metrics.NodeSample;
import multikernel.metrics.RequestTally;
import multikernel.monitor.DomainChange;
import multikernel.monitor.MonitorEffect;
import multikernel.monitor.MonitorEvent;

/**
 * What it costs to count: actors on two cores that count nothing, that count, and that count while another thread looks
 * at them far more often than a node does; and what is counted for an operation, a request and a look, alone.
 */
final class MetricsExperiment {

    /** What counting may add, on the way of a message and where a core sleeps after each. */
    private static final double MAX = 1.03;

    /** A hundred times as often as {@code multikernel.metrics.interval} by default: what it costs is to be seen. */
    private static final long LOOK_EVERY_NANOS = 10_000_000;

    private static final int CHANNELS_MAX = 64;

    /** Well beyond the spinning of a core that has nothing to do, so that both cores sleep before each message. */
    private static final long REST_NANOS = 300_000;

    /**
     * Where a pair's objects lie in memory can be worth a sixth: each slice has another pair, and a row all of them.
     */
    private static final int PAIRS = 4;

    private final NodeMeters meters = new NodeMeters(CHANNELS_MAX, true);
    private final List<CoreTally> tallies = new ArrayList<>();
    private final Troupe silent;
    private final Troupe counting;
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();

    private MetricsExperiment(Laboratory laboratory) {
        silent = Troupe.on(laboratory.cpus());
        counting = Troupe.on(laboratory.cpus(), this::tally);
    }

    private CoreTally tally(CoreId core) {
        var tally = meters.tally(core);
        tallies.add(tally);
        return tally;
    }

    static Experiment open(Laboratory laboratory) {
        var experiment = new MetricsExperiment(laboratory);
        experiment.compare("round-trip", troupe -> asker(troupe, 0));
        experiment.compare("round-trip, asleep", troupe -> asker(troupe, REST_NANOS));
        experiment.compare("tell", MetricsExperiment::teller);
        experiment.alone();
        return new Experiment(
                "metrics", experiment.subjects, experiment.comparisons, laboratory.notes(), experiment::close);
    }

    private static ActorRef<Said> asker(Troupe troupe, long restNanos) {
        return troupe.spawn(Asker.of(troupe.spawn(Asker.answerer(), Troupe.core(1)), restNanos), Troupe.core(0));
    }

    private static ActorRef<Said> teller(Troupe troupe) {
        return troupe.spawn(Teller.of(troupe.spawn(Teller.listener(), Troupe.core(1))), Troupe.core(0));
    }

    private void compare(String metric, Function<Troupe, ActorRef<Said>> made) {
        var off = new Counted(pairs(silent, metric, "off", made), Optional.empty());
        var on = new Counted(pairs(counting, metric, "on", made), Optional.empty());
        var seen = new Counted(pairs(counting, metric, "on, looked at", made), Optional.of(this::look));
        // Two of the same: how far they are apart is what this machine cannot tell.
        var again = new Counted(pairs(silent, metric, "off, once more", made), Optional.empty());
        subjects.addAll(List.of(off, on, seen, again));
        comparisons.add(Comparison.of(metric + ", on", on, off).atMost(MAX, MAX));
        comparisons.add(Comparison.of(metric + ", looked at", seen, off).atMost(MAX, MAX));
        comparisons.add(Comparison.of(metric + ", off once more", again, off));
    }

    private static List<ActorSubject> pairs(
            Troupe troupe, String metric, String metrics, Function<Troupe, ActorRef<Said>> made) {
        var parameters = Laboratory.parameters("metric", metric, "metrics", metrics);
        return Stream.generate(() -> new ActorSubject(Laboratory.OURS, parameters, List.of(made.apply(troupe))))
                .limit(PAIRS)
                .toList();
    }

    private long look() {
        var node = new NodeReading("bench", "", 2, 2, 0, 1, 0, 1);
        var channels = counting.interconnect().channels();
        var sample = new NodeSample(node, 0, List.of(), channels, tallies, List.of());
        meters.sample(sample, System.nanoTime());
        return channels.size();
    }

    private void alone() {
        var tally = new CoreTally(CoreId.of(0), true);
        var number = new long[1];
        var change = new DomainChange.Kill("web");
        var requests = new RequestTally("web");
        subjects.add(new Alone("operation counted", () -> {
            var operation = new OperationId(CoreId.of(0), 1, ++number[0]);
            tally.told(new MonitorEvent.Ask(operation, change, 0), number[0]);
            tally.wants(new MonitorEffect.Answered("", operation, new Outcome.Done(operation, 1), number[0]));
            tally.settle();
            return number[0];
        }));
        subjects.add(new Alone("request counted", () -> {
            requests.answered(RequestTally.Answer.DONE);
            requests.took(++number[0]);
            return number[0];
        }));
        subjects.add(new Alone("look", this::look));
    }

    private void close() {
        counting.close();
        silent.close();
        meters.close();
    }

    /** Pairs of actors on cores that count or do not, one after another. */
    private static final class Counted implements Subject {

        private final List<ActorSubject> pairs;
        private final Optional<Runnable> look;
        private int next;

        /** @param look what another thread does again and again meanwhile */
        Counted(List<ActorSubject> pairs, Optional<Runnable> look) {
            this.pairs = pairs;
            this.look = look;
        }

        @Override
        public String name() {
            return pairs.getFirst().name();
        }

        @Override
        public Map<String, Object> parameters() {
            return pairs.getFirst().parameters();
        }

        @Override
        public Slice slice(long nanos) {
            var pair = pairs.get(next++ % pairs.size());
            if (look.isEmpty()) {
                return pair.slice(nanos);
            }
            var looker = Thread.ofPlatform().name("looker").start(() -> look(look.get()));
            try {
                return pair.slice(nanos);
            } finally {
                looker.interrupt();
                join(looker);
            }
        }

        private static void look(Runnable look) {
            while (!Thread.currentThread().isInterrupted()) {
                look.run();
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }

        private static void join(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            pairs.forEach(ActorSubject::close);
        }
    }
}
