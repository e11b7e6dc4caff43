package multikernel.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.urpc.EventRing;

/**
 * One track as a forest of slices. A slice is written at its end, so what is older than its beginning lies outside and
 * all else within; what was written since the last slice's end happened in the one that ends next around it.
 */
final class Slices {

    /** A message in a lane between two starts of cores. */
    record Passed(int from, int to, long position) {}

    /** A message in an actor's mailbox. */
    record Given(int actor, long position) {}

    /** Something between two cores that one operation is about, or an end of the operation itself. */
    record Word(Kind kind, Named named, String name, int other, long nanos) {}

    /** A word and the step in which it was said or heard. */
    record Fixed(Word word, Slice step) {}

    /** What is yet to be fixed to a slice. */
    private record Loose(long nanos, Object what) {}

    /** Readings of the clock that are a little old stand between newer ones, but not many. */
    private static final int OLDER_MAX = 64;

    final Track track;
    final List<Slice> roots = new ArrayList<>();
    final Map<Passed, Slice> sent = new HashMap<>();
    final Map<Passed, Long> sentNanos = new HashMap<>();
    final Map<Passed, Given> arrived = new HashMap<>();
    final Map<Given, Slice> handled = new HashMap<>();
    final List<Fixed> words = new ArrayList<>();
    private final Names names;
    private final ArrayList<Loose> loose = new ArrayList<>();

    Slices(Track track, Names names) {
        this.track = track;
        this.names = names;
        for (var at = 0; at < track.words().length; at += EventRing.WORDS) {
            event(track.words()[at], track.words()[at + 1], track.words()[at + 2], track.words()[at + 3]);
        }
    }

    private void event(long nanos, long word, long third, long fourth) {
        var kind = Kind.of(word);
        var name = names.text(Kind.name(word));
        var number = Kind.number(word);
        switch (kind) {
            case TURN -> close(new Slice(kind, "turn", "turn", third, nanos));
            case ASLEEP -> close(new Slice(kind, "sleep", "asleep", third, nanos));
            case STEP -> close(new Slice(kind, "protocol", name, third, nanos));
            case CLOSED -> close(new Slice(kind, "protocol", "close " + name, nanos, nanos));
            case MESSAGE -> {
                var actor = names.text(number);
                var slice = new Slice(kind, actor, last(actor, '/') + ": " + last(name, '$'), third, nanos);
                close(slice);
                handled.putIfAbsent(new Given(number, fourth), slice);
            }
            case SENT -> loose.add(new Loose(nanos, new Passed(track.number(), number, third)));
            case ARRIVED -> arrived.put(new Passed(Kind.name(word), track.number(), third), new Given(number, fourth));
            case BEGUN, SAID, HEARD, ANSWERED, MOMENT ->
                loose.add(new Loose(nanos, new Word(kind, Named.of(third, fourth), name, number, nanos)));
        }
    }

    private static String last(String name, char before) {
        return name.substring(name.lastIndexOf(before) + 1);
    }

    private void close(Slice slice) {
        var first = roots.size();
        while (first > 0 && roots.get(first - 1).began >= slice.began) {
            first--;
        }
        var within = roots.subList(first, roots.size());
        slice.within.addAll(within);
        within.clear();
        roots.add(slice);
        if (slice.kind != Kind.CLOSED) {
            fixLoose(slice);
        }
    }

    /** From the last backwards, until there are so many in a row that are older that all others are, too. */
    private void fixLoose(Slice slice) {
        var older = 0;
        for (var at = loose.size() - 1; at >= 0 && older < OLDER_MAX; at--) {
            if (loose.get(at).nanos >= slice.began) {
                fix(loose.remove(at), slice);
                older = 0;
            } else {
                older++;
            }
        }
    }

    private void fix(Loose each, Slice slice) {
        switch (each.what()) {
            case Passed passed -> {
                sent.put(passed, slice);
                sentNanos.put(passed, each.nanos());
            }
            case Word word -> words.add(new Fixed(word, slice));
            default -> throw new IllegalStateException("loose: " + each);
        }
    }

    /** Words of operations whose step had not ended when the copy was made. */
    List<Word> unfinished() {
        return loose.stream()
                .map(Loose::what)
                .filter(Word.class::isInstance)
                .map(Word.class::cast)
                .toList();
    }
}
