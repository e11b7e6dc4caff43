package multikernel.trace;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Fixes arrows to slices: from where a message was sent to where it was handled, and from where a protocol said
 * something about an operation to where that was heard. Each has two ends or none, and its end is not before its
 * beginning.
 */
final class Arrows {

    static final String MESSAGES = "message";
    static final String OPERATIONS = "operation";

    /** What one core said to another; said twice, it was heard twice, in this order. */
    private record Spoken(Named named, String name, int from, int to) {}

    private final List<Slices> tracks;
    private long count;

    private Arrows(List<Slices> tracks) {
        this.tracks = tracks;
    }

    /** Returns how many there are. */
    static long fix(List<Slices> tracks) {
        var arrows = new Arrows(tracks);
        arrows.messages();
        arrows.words();
        return arrows.count;
    }

    private void messages() {
        Map<Integer, Slices> byNumber =
                tracks.stream().collect(Collectors.toMap(each -> each.track.number(), Function.identity()));
        for (var to : tracks) {
            to.arrived.forEach((passed, given) -> {
                var from = byNumber.get(passed.from());
                var handled = to.handled.get(given);
                if (from != null && handled != null) {
                    var sent = from.sent.get(passed);
                    var nanos = from.sentNanos.get(passed);
                    if (sent != null && nanos != null) {
                        fix(MESSAGES, handled.name, sent, nanos, handled);
                    }
                }
            });
        }
    }

    private void words() {
        Map<Spoken, Queue<Slices.Fixed>> said = new HashMap<>();
        for (var track : tracks) {
            for (var each : track.words) {
                if (each.word().kind() == Kind.SAID) {
                    said.computeIfAbsent(
                                    spoken(
                                            each.word(),
                                            track.track.core(),
                                            each.word().other()),
                                    any -> new ArrayDeque<>())
                            .add(each);
                }
            }
        }
        for (var track : tracks) {
            for (var each : track.words) {
                if (each.word().kind() == Kind.HEARD) {
                    var spoken = spoken(each.word(), each.word().other(), track.track.core());
                    var from = said.getOrDefault(spoken, new ArrayDeque<>()).poll();
                    if (from != null) {
                        fix(
                                OPERATIONS,
                                each.word().name(),
                                from.step(),
                                from.word().nanos(),
                                each.step());
                    }
                }
            }
        }
    }

    private static Spoken spoken(Slices.Word word, int from, int to) {
        return new Spoken(word.named(), word.name(), from, to);
    }

    /** Where the clock was last read before the message arrived may be before it was sent: then it ends at the end. */
    private void fix(String category, String name, Slice from, long nanos, Slice to) {
        if (to.ended < nanos) {
            return;
        }
        var late = to.began < nanos;
        count++;
        from.ends.add(new Slice.End('s', count, category, name, nanos, false));
        to.ends.add(new Slice.End('f', count, category, name, late ? to.ended : to.began, late));
    }
}
