package multikernel.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.trace.Track;
import multikernel.urpc.EventRing;

/** What one reader has copied of every core's ring, again and again, before it was written over. One thread's. */
final class TraceTake {

    private static final class Taken {
        final Traces.Traced start;
        final List<long[]> parts = new ArrayList<>();
        long next;
        long lost;

        Taken(Traces.Traced start, long next) {
            this.start = start;
            this.next = next;
        }
    }

    private final Traces traces;
    private final int eventsMax;
    private final Map<Integer, Taken> taken = new HashMap<>();
    private long events;
    private long cut;

    /** @param eventsMax of all cores; what comes then is counted and not kept */
    TraceTake(Traces traces, int eventsMax) {
        this.traces = traces;
        this.eventsMax = eventsMax;
    }

    /** What is in the rings now is none of this reader's. */
    void skip() {
        for (var start : traces.all()) {
            taken.put(start.number(), new Taken(start, start.ring().written()));
        }
    }

    /** Of a core that is new since the last time, all. */
    void copy() {
        for (var start : traces.all()) {
            var each = taken.computeIfAbsent(start.number(), any -> new Taken(start, 0));
            var copy = start.ring().copy(each.next);
            each.next = copy.next();
            each.lost += copy.lost();
            keep(each, copy.words());
        }
    }

    private void keep(Taken each, long[] words) {
        var count = words.length / EventRing.WORDS;
        if (events + count > eventsMax) {
            cut += count;
        } else if (count > 0) {
            each.parts.add(words);
            events += count;
        }
    }

    boolean isFull() {
        return cut > 0;
    }

    long cut() {
        return cut;
    }

    List<Track> tracks() {
        return taken.values().stream()
                .map(each -> track(each.start, joined(each.parts), each.lost))
                .sorted((left, right) -> Integer.compare(left.number(), right.number()))
                .toList();
    }

    /**
     * What is in the rings now and happened since. What was written over is lost only if it may have happened since as
     * well, that is if the oldest that is left did.
     */
    static List<Track> since(Traces traces, long nanos) {
        var tracks = new ArrayList<Track>();
        for (var start : traces.all()) {
            var copy = start.ring().copy(0);
            var words = copy.words();
            var first = 0;
            while (first < words.length && words[first] - nanos < 0) {
                first += EventRing.WORDS;
            }
            var kept = Arrays.copyOfRange(words, first, words.length);
            tracks.add(track(start, kept, first == 0 ? copy.lost() : 0));
        }
        return tracks;
    }

    private static Track track(Traces.Traced start, long[] words, long lost) {
        return new Track(start.number(), start.core().index(), start.incarnation(), start.thread(), words, lost);
    }

    private static long[] joined(List<long[]> parts) {
        var all = new long[parts.stream().mapToInt(part -> part.length).sum()];
        var at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
