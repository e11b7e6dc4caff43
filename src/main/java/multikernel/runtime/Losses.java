package multikernel.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.Words;
import org.jspecify.annotations.Nullable;

/** What was dropped since it was last said, added up, so that a flood of losses is one line now and then. */
final class Losses {

    private record Way(@Nullable CoreId from, CoreId to, Dropped.Reason reason) {}

    private final Map<Way, Long> counts = new LinkedHashMap<>();

    void add(Dropped dropped) {
        counts.merge(new Way(dropped.from(), dropped.to(), dropped.reason()), dropped.count(), Long::sum);
    }

    /** One line for each pair of cores and reason, and then forgets them. */
    List<String> tell() {
        var lines = counts.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
        counts.clear();
        return lines;
    }

    private static String line(Way way, long count) {
        var from = way.from() == null ? "the host" : way.from().toString();
        return count + " messages from " + from + " to " + way.to() + " were dropped: " + Words.of(way.reason());
    }
}
