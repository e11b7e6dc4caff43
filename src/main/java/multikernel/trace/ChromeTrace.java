package multikernel.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import multikernel.urpc.EventRing;
import org.jspecify.annotations.Nullable;

/**
 * A timeline as Chrome's trace events in JSON, which Perfetto opens: a process for the node, a thread for each start of
 * each core with its slices in the order of their times, arrows between them, and a span for each operation. The form
 * is that of the document "Trace Event Format": B and E begin and end a slice, s and f an arrow, b, n and e are a span
 * that is on no thread, i is a moment.
 */
public final class ChromeTrace {

    private final Timeline timeline;
    private final Json out;

    private ChromeTrace(Timeline timeline, Appendable out) {
        this.timeline = timeline;
        this.out = new Json(out);
    }

    /** @throws java.io.UncheckedIOException if it cannot be written */
    public static void write(Timeline timeline, Appendable out) {
        new ChromeTrace(timeline, out).write();
    }

    private void write() {
        var tracks = timeline.tracks().stream()
                .map(track -> new Slices(track, timeline.names()))
                .toList();
        var arrows = Arrows.fix(tracks);
        head(arrows);
        meta("process_name", 0, timeline.node());
        tracks.forEach(this::track);
        Spans.write(timeline, tracks, out);
        notes();
        out.raw("\n]}\n").flush();
    }

    private void head(long arrows) {
        var events = timeline.tracks().stream()
                .mapToLong(track -> track.words().length / EventRing.WORDS)
                .sum();
        out.raw("{\"displayTimeUnit\":\"ns\",\"otherData\":{\"node\":").raw(Json.quoted(timeline.node()));
        out.text("why", timeline.why())
                .number("beganEpochMillis", timeline.beganEpochMillis())
                .number("nanos", timeline.endedNanos() - timeline.beganNanos())
                .number("events", events)
                .number("arrows", arrows)
                .number("lost", timeline.lost())
                .number("cut", timeline.cut());
        out.raw("},\"traceEvents\":[");
    }

    private void meta(String name, int thread, String value) {
        out.event("M", timeline.process(), thread)
                .text("name", name)
                .raw(",\"args\":{\"name\":")
                .raw(Json.quoted(value))
                .raw("}")
                .end();
    }

    /** Threads are shown in the order of cores, and of their starts. */
    private void track(Slices slices) {
        var track = slices.track;
        var thread = thread(track);
        meta("thread_name", thread, track.thread());
        out.event("M", timeline.process(), thread)
                .text("name", "thread_sort_index")
                .raw(",\"args\":{\"sort_index\":" + (track.core() * 1000L + track.incarnation()) + "}")
                .end();
        slices.roots.forEach(slice -> slice(thread, slice));
    }

    static int thread(Track track) {
        return track.number() + 1;
    }

    private void slice(int thread, Slice slice) {
        out.event("B", timeline.process(), thread).time(since(slice.began)).text("name", slice.name);
        out.text("cat", slice.category).end();
        var ends = new ArrayList<Slice.End>();
        var last = new ArrayList<Slice.End>();
        slice.ends.forEach(end -> (end.atEnd() ? last : ends).add(end));
        ends.sort(Comparator.comparingLong(Slice.End::nanos));
        var next = 0;
        for (var within : slice.within) {
            while (next < ends.size() && ends.get(next).nanos() <= within.began) {
                end(thread, ends.get(next++));
            }
            slice(thread, within);
        }
        ends.subList(next, ends.size()).forEach(end -> end(thread, end));
        last.forEach(end -> end(thread, end));
        // Perfetto closes what is open without a name; others do not.
        out.event("E", timeline.process(), thread)
                .time(since(slice.ended))
                .text("name", slice.name)
                .end();
    }

    private void end(int thread, Slice.End end) {
        out.event(String.valueOf(end.letter()), timeline.process(), thread)
                .time(since(end.nanos()))
                .text("name", end.name())
                .text("cat", end.category())
                .number("id", end.arrow());
        if (end.letter() == 'f') {
            out.text("bp", "e");
        }
        out.end();
    }

    private void notes() {
        for (var note : timeline.notes()) {
            var track = latest(note.core());
            out.event("i", timeline.process(), track == null ? 0 : thread(track))
                    .time(since(note.nanos()))
                    .text("name", note.name())
                    .text("cat", "node")
                    .text("s", track == null ? "p" : "t")
                    .raw(",\"args\":{")
                    .raw(members(note))
                    .raw("}")
                    .end();
        }
    }

    private @Nullable Track latest(int core) {
        return timeline.tracks().stream()
                .filter(track -> track.core() == core)
                .max(Comparator.comparingInt(Track::incarnation))
                .orElse(null);
    }

    private static String members(Note note) {
        List<String> members = new ArrayList<>();
        new TreeMap<>(note.details())
                .forEach((name, value) -> members.add(Json.quoted(name) + ":" + Json.quoted(value)));
        return String.join(",", members);
    }

    /** What had begun before is shown from here on. */
    private long since(long nanos) {
        return Math.max(0, nanos - timeline.beganNanos());
    }
}
