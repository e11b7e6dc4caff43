package multikernel.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import multikernel.base.TraceReading;
import multikernel.settings.TraceSettings;
import multikernel.trace.Level;
import multikernel.trace.Timeline;
import multikernel.trace.Track;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the recordings of one node that are asked for, and the flight recorder's: it looks at the rings on a thread of
 * its own, which no core waits for.
 */
public final class TraceKeeper implements TraceDesk, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("multikernel");

    /** Rings are copied so often while a recording runs: a ring of 32,768 events holds 3 million a second so long. */
    private static final long COPY_MILLIS = 10;

    /** Cores see the end of a recording at their next turn. */
    private static final long SETTLE_MILLIS = 2 * COPY_MILLIS;

    /** Words for recordings that left no file. */
    private static final int FAILED_MAX = 16;

    private static final String RECORDED = "recorded";

    /** One recording that was asked for. */
    private record Recording(String name, TraceTake take, long beganNanos, long beganEpochMillis, long untilNanos) {}

    private final Traces traces;
    private final NodeBoard board;
    private final TraceSettings settings;
    private final String node;
    private final TraceFiles files;
    private final Level standing;
    private final ScheduledThreadPoolExecutor thread;
    private final Map<String, String> failed = new LinkedHashMap<>();
    private @Nullable Recording recording;
    private final Map<String, Long> flownNanos = new HashMap<>();
    private long unwritten;

    private TraceKeeper(Traces traces, NodeBoard board, TraceSettings settings, String node, Path data) {
        this.traces = traces;
        this.board = board;
        this.settings = settings;
        this.node = node;
        files = new TraceFiles(data.resolve("traces"), settings.filesMax(), settings.fileBytesMax());
        standing = switch (settings.flight()) {
            case OFF -> Level.OFF;
            case OPERATIONS -> Level.OPERATIONS;
            case MESSAGES -> Level.MESSAGES;
        };
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            var made = new Thread(work, "multikernel-trace");
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        traces.level(standing);
    }

    /** For the cores of this interconnect that start from now on. */
    static TraceKeeper of(Interconnect interconnect, NodeSetup setup) {
        var settings = setup.settings().trace();
        interconnect.traces().events(settings.events());
        var keeper = new TraceKeeper(
                interconnect.traces(), setup.board(), settings, setup.settings().node(), setup.data());
        setup.board().traces(keeper);
        return keeper;
    }

    /** Something to be seen beside what the core did; for a core by its index, or -1. */
    void note(int core, String what, String line) {
        traces.note(core, what, Map.of("what", line));
    }

    @Override
    public synchronized Answer record(long millis) {
        var running = recording;
        if (millis > settings.recordingMillisMax()) {
            return new Answer.TooLong(settings.recordingMillisMax());
        }
        if (running != null) {
            return new Answer.AlreadyRecording(running.name);
        }
        var take = new TraceTake(traces, settings.eventsMax());
        var now = Instant.now();
        var began = System.nanoTime();
        var begun = new Recording(
                TraceFiles.name(now, RECORDED),
                take,
                began,
                now.toEpochMilli(),
                began + TimeUnit.MILLISECONDS.toNanos(millis));
        take.skip();
        traces.level(Level.MESSAGES);
        recording = begun;
        later(() -> look(begun));
        return new Answer.Begun(begun.name, millis);
    }

    private void later(Runnable work) {
        thread.schedule(work, COPY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(Recording running) {
        running.take.copy();
        if (System.nanoTime() - running.untilNanos < 0 && !running.take.isFull()) {
            later(() -> look(running));
        } else {
            traces.level(standing);
            thread.schedule(() -> end(running), SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void end(Recording running) {
        running.take.copy();
        var tracks = running.take.tracks();
        var cut = running.take.cut();
        if (write(running.name, RECORDED, running.beganNanos, running.beganEpochMillis, tracks, cut)) {
            board.event(
                    "trace",
                    running.name + " is recorded"
                            + (cut == 0
                                    ? ""
                                    : "; it was cut, for there were more"
                                            + " events than multikernel.trace.events-max"));
        }
        synchronized (this) {
            recording = null;
        }
    }

    /**
     * Something happened that an operator is told of: writes what the rings hold, unless it did so a moment ago for the
     * same reason. A core is seen to stall before it is found stuck, and each of the two is worth a file.
     *
     * @param core its index, or -1
     * @param what in a word, of which there are few, for the name of the file
     * @param line about it, for the event that tells the name
     */
    void alert(int core, String what, String line) {
        note(core, what, line);
        fly(what, line);
    }

    /** The same for what has been noted already. */
    void fly(String what, String line) {
        synchronized (this) {
            var now = System.nanoTime();
            var pause = TimeUnit.MILLISECONDS.toNanos(settings.flightIntervalMillis());
            var flown = flownNanos.get(what);
            if (standing == Level.OFF || (flown != null && now - flown < pause)) {
                unwritten += standing == Level.OFF ? 0 : 1;
                return;
            }
            flownNanos.put(what, now);
        }
        try {
            thread.execute(() -> writeFlight(what, line));
        } catch (RejectedExecutionException ended) {
            LOG.debug("No flight record of {}: the node ends.", what, ended);
        }
    }

    private void writeFlight(String what, String line) {
        var now = Instant.now();
        var name = TraceFiles.name(now, what);
        var began = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(settings.flightSpanMillis());
        var epochMillis = now.toEpochMilli() - settings.flightSpanMillis();
        if (write(name, line, began, epochMillis, TraceTake.since(traces, began), 0)) {
            board.event("trace", "the flight recorder wrote " + name + ": " + line + told());
        }
    }

    private synchronized String told() {
        var before = unwritten;
        unwritten = 0;
        return before == 0 ? "" : "; " + before + " more were too soon after the last to be written";
    }

    private boolean write(String name, String why, long began, long epochMillis, List<Track> tracks, long cut) {
        try {
            var process = ProcessHandle.current().pid();
            var notes = traces.notesSince(began);
            files.write(
                    name,
                    new Timeline(
                            node,
                            process,
                            why,
                            began,
                            epochMillis,
                            System.nanoTime(),
                            tracks,
                            notes,
                            traces.names(),
                            cut));
            return true;
        } catch (TraceFiles.TooBig big) {
            fail(name, "too-big", big);
        } catch (IOException | RuntimeException broken) {
            fail(name, "failed", broken);
        }
        return false;
    }

    private void fail(String name, String word, Exception why) {
        board.event("trace", name + " is not written (" + word + "): " + why.getMessage());
        synchronized (this) {
            failed.put(name, word);
            if (failed.size() > FAILED_MAX) {
                failed.remove(failed.keySet().iterator().next());
            }
        }
    }

    /** A recording is done once the next may begin, though its file lies there a moment before. */
    @Override
    public synchronized List<TraceReading> traces() {
        try {
            var all = new ArrayList<>(files.readings());
            failed.forEach((name, word) -> all.add(new TraceReading(name, word, 0)));
            var running = recording;
            if (running != null) {
                all.removeIf(trace -> trace.name().equals(running.name));
                all.add(new TraceReading(running.name, "recording", 0));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Path> file(String name) {
        try {
            return files.file(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is being recorded is given up; what is being written is written. */
    @Override
    public void close() {
        traces.level(Level.OFF);
        thread.shutdown();
        try {
            thread.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
