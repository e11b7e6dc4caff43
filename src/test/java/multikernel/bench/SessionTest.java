package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final class Line implements LineProbe {

        private final double[] answers;
        private int asked;

        Line(double... answers) {
            this.answers = answers;
        }

        @Override
        public String name() {
            return "a line";
        }

        @Override
        public double roundTripNanos() {
            return answers[Math.min(asked++, answers.length - 1)];
        }

        @Override
        public void close() {}
    }

    private static Measured measure(Line line, Subject... subjects) {
        var experiment = new Experiment("fixed", List.of(subjects), List.of(), List.of(), () -> {});
        return new Session(line, new ArrayList<String>()::add).run(experiment, Duration.ZERO);
    }

    @Test
    void shouldTagASliceByTheLineBeforeItAndTheLineAfterIt() {
        var rows = measure(new Line(120, 130, 460, 461), new Fixed("a", 1), new Fixed("b", 2), new Fixed("c", 3))
                .rows();
        assertEquals(
                List.of("near", "mixed", "far"),
                rows.stream()
                        .filter(row -> row.unit().equals("ns"))
                        .map(row -> row.parameters().get("placement"))
                        .toList());
    }

    @Test
    void shouldMeasureEverySubjectInEachRoundHoweverShortTheTime() {
        var subjects = List.of(new Fixed("a", 1), new Fixed("b", 2));
        var rows = measure(new Line(120), subjects.toArray(Subject[]::new)).rows();
        assertEquals(
                List.of(10L, 10L),
                rows.stream().limit(2).map(Results.Row::samples).toList());
        assertTrue(subjects.getFirst().asked.size() > 1, "it was warmed up");
        assertEquals(subjects.getFirst().asked, subjects.getLast().asked);
    }

    @Test
    void shouldMeasureATailInOneSliceForEachSubjectThatTakesItsShareOfTheTime() {
        var subjects = List.of(new Fixed("a", 1), new Fixed("b", 2));
        var tails = new Experiment("tails", subjects, List.of(), List.of(), true, () -> {});
        var rows = new Session(new Line(120), new ArrayList<String>()::add)
                .run(tails, Duration.ofSeconds(600))
                .rows();
        assertEquals(10, rows.getFirst().samples());
        for (var subject : subjects) {
            assertEquals(TimeUnit.SECONDS.toNanos(300), subject.asked.getLast());
            assertEquals(TimeUnit.MILLISECONDS.toNanos(80), subject.asked.getFirst());
        }
    }

    @Test
    void shouldGiveEachSubjectTheSameShortSlice() {
        assertEquals(80, millis(2, 60_000));
        assertEquals(31, millis(20, 5_000));
        assertEquals(10, millis(20, 100));
    }

    private static long millis(int subjects, long time) {
        return TimeUnit.NANOSECONDS.toMillis(Session.sliceNanos(subjects, TimeUnit.MILLISECONDS.toNanos(time)));
    }
}
