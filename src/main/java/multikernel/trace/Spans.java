package multikernel.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A span for each operation that any core began, was told of or ended: one line in a viewer, whatever cores it went
 * through. What is {@link Shared} has the same id on every node.
 */
final class Spans {

    /** What one operation did on one track. */
    private record Moment(Slices.Word word, int thread, int core) {}

    private final Timeline timeline;
    private final Json out;

    private Spans(Timeline timeline, Json out) {
        this.timeline = timeline;
        this.out = out;
    }

    static void write(Timeline timeline, List<Slices> tracks, Json out) {
        Map<Named, List<Moment>> operations = new LinkedHashMap<>();
        for (var slices : tracks) {
            var words = new ArrayList<>(
                    slices.words.stream().map(Slices.Fixed::word).toList());
            words.addAll(slices.unfinished());
            for (var word : words) {
                operations
                        .computeIfAbsent(word.named(), any -> new ArrayList<>())
                        .add(new Moment(word, ChromeTrace.thread(slices.track), slices.track.core()));
            }
        }
        var spans = new Spans(timeline, out);
        operations.forEach(spans::span);
    }

    /** Where its beginning or its end is not in the trace, the first and the last that is stand for them. */
    private void span(Named named, List<Moment> moments) {
        moments.sort(Comparator.comparingLong((Moment moment) -> moment.word().nanos())
                .thenComparing(moment -> moment.word().kind()));
        var begun = moments.stream()
                .filter(moment -> moment.word().kind() == Kind.BEGUN)
                .findFirst();
        var scope = named.scope() == 0 ? "" : timeline.names().text(named.scope());
        var isShared = Shared.is(scope);
        var name = begun.map(moment -> moment.word().name())
                .orElse(isShared || scope.equals(Steps.SHOOTDOWN) ? scope : "operation");
        var id = isShared
                ? Shared.id(scope, named.operation().number())
                : timeline.node() + "/" + (scope.isEmpty() ? "" : scope + "/") + named.operation();
        async("b", id, name, moments.getFirst(), "");
        for (var moment : moments) {
            switch (moment.word().kind()) {
                case SAID, HEARD -> async("n", id, text(moment), moment, "");
                case MOMENT -> async("n", id, moment.word().name(), moment, "");
                default -> {}
            }
        }
        if (isShared) {
            async("e", id, name, moments.getLast(), "");
            return;
        }
        var outcome = moments.stream()
                .filter(moment -> moment.word().kind() == Kind.ANSWERED)
                .map(moment -> moment.word().name())
                .findFirst()
                .orElse("not seen");
        async("e", id, name, moments.getLast(), ",\"args\":{\"outcome\":" + Json.quoted(outcome) + "}");
    }

    private static String text(Moment moment) {
        var word = moment.word();
        return word.kind() == Kind.SAID
                ? "core-" + moment.core() + " says " + word.name() + " to core-" + word.other()
                : "core-" + moment.core() + " hears " + word.name() + " of core-" + word.other();
    }

    private void async(String letter, String id, String name, Moment moment, String arguments) {
        out.event(letter, timeline.process(), moment.thread())
                .time(Math.max(0, moment.word().nanos() - timeline.beganNanos()))
                .text("name", name)
                .text("cat", Arrows.OPERATIONS)
                .text("id", id)
                .raw(arguments)
                .end();
    }
}
