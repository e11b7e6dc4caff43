package multikernel.bench;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import multikernel.runtime.Interconnect;
import multikernel.trace.Level;
import multikernel.trace.Names;
import multikernel.trace.Recorder;
import multikernel.urpc.Line;

/**
 * What it costs to record: actors on two cores with nothing recorded, with operations, which the flight recorder always
 * keeps, and with every message; and an event alone, beside a reading of the clock alone.
 */
final class TraceExperiment {

    private static final int EVENTS_IN_RING = 1 << 15;

    private final Troupe troupe;
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();

    private TraceExperiment(Laboratory laboratory) {
        troupe = Troupe.on(laboratory.cpus());
    }

    static Experiment open(Laboratory laboratory) {
        var experiment = new TraceExperiment(laboratory);
        experiment.roundTrips();
        experiment.tells();
        experiment.alone();
        return new Experiment(
                "trace", experiment.subjects, experiment.comparisons, laboratory.notes(), experiment.troupe);
    }

    private void roundTrips() {
        var asker = troupe.spawn(Asker.of(troupe.spawn(Asker.answerer(), Troupe.core(1)), 0), Troupe.core(0));
        compare("round-trip", asker);
    }

    private void tells() {
        var teller = troupe.spawn(Teller.of(troupe.spawn(Teller.listener(), Troupe.core(1))), Troupe.core(0));
        compare("tell", teller);
    }

    private void compare(String metric, ActorRef<Said> starter) {
        var off = subject(metric, Level.OFF, starter);
        comparisons.add(Comparison.of(metric + ", operations", subject(metric, Level.OPERATIONS, starter), off));
        comparisons.add(Comparison.of(metric + ", messages", subject(metric, Level.MESSAGES, starter), off));
    }

    private Subject subject(String metric, Level level, ActorRef<Said> starter) {
        var subject = new Recorded(
                new ActorSubject(
                        Laboratory.OURS,
                        Laboratory.parameters("metric", metric, "recorded", level.word()),
                        List.of(starter)),
                troupe.interconnect(),
                level);
        subjects.add(subject);
        return subject;
    }

    private void alone() {
        var clock = new Alone("clock", System::nanoTime);
        var recorder = new Recorder(new Line(), new OneName(), () -> 0, EVENTS_IN_RING);
        var position = new long[1];
        var event = new Alone("event", () -> {
            recorder.arrived(1, position[0]++);
            return position[0];
        });
        subjects.addAll(List.of(clock, event));
        comparisons.add(Comparison.of("event to clock", event, clock));
    }

    /** Actors while so much is recorded. */
    private record Recorded(ActorSubject actors, Interconnect interconnect, Level level) implements Subject {

        @Override
        public String name() {
            return actors.name();
        }

        @Override
        public Map<String, Object> parameters() {
            return actors.parameters();
        }

        @Override
        public Slice slice(long nanos) {
            interconnect.record(level);
            try {
                return actors.slice(nanos);
            } finally {
                interconnect.record(Level.OFF);
            }
        }

        @Override
        public void close() {
            actors.close();
        }
    }

    private static final class OneName implements Names {

        @Override
        public int number(String text) {
            return 1;
        }

        @Override
        public String text(int number) {
            return "name";
        }
    }
}
