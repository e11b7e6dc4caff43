package multikernel.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** Measures an experiment: warms every subject, then gives each its slice in turn until the time is over. */
final class Session {

    /** Long enough for a median of thousands, short enough to lie within one placement. */
    private static final long SLICE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(80);

    private static final long SLICE_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(10);

    /** A quartile needs a few rounds. */
    private static final int ROUNDS_WANTED = 8;

    /** Enough round trips for the second compiler, in several slices, because each slice begins on fresh threads. */
    private static final int WARM_UP_ROUNDS = 4;

    private final LineProbe line;
    private final Consumer<String> progress;
    private final DoubleConsumer share;

    /** @param progress told, in a line, what is going on */
    Session(LineProbe line, Consumer<String> progress) {
        this(line, progress, part -> {});
    }

    /** @param share told, from 0 to 1, how much of the time is over */
    Session(LineProbe line, Consumer<String> progress, DoubleConsumer share) {
        this.line = line;
        this.progress = progress;
        this.share = share;
    }

    Measured run(Experiment experiment, Duration time) {
        var subjects = experiment.subjects();
        var brief = sliceNanos(subjects.size(), time.toNanos());
        var slice = experiment.isContinuous() ? Math.max(brief, time.toNanos() / subjects.size()) : brief;
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            subjects.forEach(subject -> subject.slice(brief));
        }
        progress.accept(subjects.size() + " subjects warmed up, slices of " + TimeUnit.NANOSECONDS.toMillis(slice)
                + " ms, placement told by " + line.name());
        var measured = new Measured();
        var until = System.nanoTime() + time.toNanos();
        int round = 0;
        do {
            round(measured, subjects, round++, slice);
            share.accept(1 - Math.clamp((until - System.nanoTime()) / (double) time.toNanos(), 0.0, 1.0));
        } while (!experiment.isContinuous() && System.nanoTime() < until);
        progress.accept(round + " rounds measured");
        return measured;
    }

    private void round(Measured measured, List<? extends Subject> subjects, int round, long slice) {
        var before = line.roundTripNanos();
        for (var subject : order(subjects, round)) {
            var allocatedBefore = Allocated.bytes();
            var found = subject.slice(slice);
            var allocated = (double) (Allocated.bytes() - allocatedBefore) / Math.max(1, found.operations());
            var after = line.roundTripNanos();
            measured.add(subject, new Tagged(round, Placement.between(before, after), found, allocated));
            before = after;
        }
    }

    /** Every other round backwards, so that nobody always follows the same neighbour. */
    private static List<Subject> order(List<? extends Subject> subjects, int round) {
        var order = new ArrayList<Subject>(subjects);
        return round % 2 == 0 ? order : order.reversed();
    }

    static long sliceNanos(int subjects, long timeNanos) {
        var share = timeNanos / Math.max(1, subjects) / ROUNDS_WANTED;
        return Math.clamp(share, SLICE_NANOS_MIN, SLICE_NANOS_MAX);
    }
}
