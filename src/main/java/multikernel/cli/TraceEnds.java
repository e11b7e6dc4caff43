package multikernel.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ends of arrows between nodes that lie in one trace, each to be written where its time has come on its thread. */
final class TraceEnds {

    private static final double MICROS = 1e3;

    private record End(long thread, long shownNanos, ObjectNode event) {}

    private final Map<Long, ArrayDeque<End>> waiting = new HashMap<>();
    private final Map<Long, Integer> depths = new HashMap<>();
    private final Map<Long, Long> last = new HashMap<>();

    /** @param arrows that have numbers already */
    TraceEnds(TraceClocks clocks, int part, long arrows) {
        var ends = new ArrayList<End>();
        for (int i = 0; i < clocks.passages().size(); i++) {
            var passage = clocks.passages().get(i);
            long sent = clocks.of(passage.from()).shown(passage.sent().nanos());
            // What the clocks are off may be more than the way took: no arrow leads into the past.
            long arrived = Math.max(
                    sent, clocks.of(passage.to()).shown(passage.arrived().nanos()));
            if (passage.from() == part) {
                ends.add(end('s', arrows + i + 1, passage.sent(), sent));
            }
            if (passage.to() == part) {
                ends.add(end('f', arrows + i + 1, passage.arrived(), arrived));
            }
        }
        ends.stream()
                .sorted(Comparator.comparingLong(End::shownNanos))
                .forEach(end -> waiting.computeIfAbsent(end.thread(), any -> new ArrayDeque<>())
                        .add(end));
    }

    private static End end(char letter, long arrow, TraceClocks.Moment moment, long shownNanos) {
        var event = JsonNodeFactory.instance
                .objectNode()
                .put("ph", String.valueOf(letter))
                .put("pid", 0)
                .put("tid", moment.thread())
                .put("ts", TraceClocks.micros(shownNanos))
                .put("name", moment.service())
                .put("cat", "link")
                .put("id", arrow);
        if (letter == 'f') {
            event.put("bp", "e");
        }
        return new End(moment.thread(), shownNanos, event);
    }

    /** Those that come before this event of their thread, in a slice: what lies between two is put into the later. */
    List<ObjectNode> before(ObjectNode event) {
        var letter = event.path("ph").asText();
        if (!"BE".contains(letter)) {
            return List.of();
        }
        long thread = event.path("tid").asLong();
        var queue = waiting.getOrDefault(thread, new ArrayDeque<>());
        var due = new ArrayList<ObjectNode>();
        long now = Math.round(event.path("ts").asDouble() * MICROS);
        boolean isInside = depths.getOrDefault(thread, 0) > 0;
        while (isInside && !queue.isEmpty() && queue.element().shownNanos() <= now) {
            var end = queue.remove();
            due.add(end.event()
                    .put("ts", TraceClocks.micros(Math.max(end.shownNanos(), last.getOrDefault(thread, 0L)))));
        }
        last.put(thread, now);
        depths.merge(thread, letter.equals("B") ? 1 : -1, Integer::sum);
        return due;
    }
}
