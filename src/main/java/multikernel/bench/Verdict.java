package multikernel.bench;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a run counts. One whose C ring is slow against its own raw line was disturbed by others; a pair whose round
 * trips take far longer together than their median says was kept from its CPUs for most of the time.
 */
final class Verdict {

    /** Parameters of a subject that waits between its round trips, in nanoseconds. */
    static final String REST = "rest ns";

    static final String EVERY = "every ns";

    private static final Set<String> WAITS = Set.of(REST, EVERY);

    /** One round trip after the other: their rate times their median is 1, and less by what a tail takes. */
    private static final double BUSY_MIN = 0.5;

    private static final double BUSY_MAX = 1.5;

    private Verdict() {}

    /** A line for each placement that does not count, and for each row. */
    static List<String> of(Results results) {
        return Stream.concat(
                        results.ratios().stream().flatMap(Verdict::of),
                        results.rows().stream().flatMap(Verdict::of))
                .toList();
    }

    private static Stream<String> of(Results.Ratio ratio) {
        var isLimit = ratio.of().equals(Laboratory.RING) && ratio.to().equals(Laboratory.LINE);
        if (!isLimit || ratio.goal() == null || ratio.value() <= ratio.goal()) {
            return Stream.empty();
        }
        return Stream.of(String.format(
                Locale.ROOT,
                "disturbed: %s, C ring is %.2f times the raw line, more than %.2f; these figures do not count",
                ratio.placement(),
                ratio.value(),
                ratio.goal()));
    }

    private static Stream<String> of(Results.Row row) {
        var parameters = row.parameters();
        var isOneAfterAnother = row.unit().equals("ns")
                && "round-trip".equals(parameters.get("metric"))
                && parameters.keySet().stream().noneMatch(WAITS::contains)
                && !Placement.MIXED.word().equals(parameters.get("placement"));
        var busy = row.throughput() * row.p50() / 1e9;
        if (!isOneAfterAnother || busy >= BUSY_MIN && busy <= BUSY_MAX) {
            return Stream.empty();
        }
        return Stream.of(String.format(
                Locale.ROOT,
                "starved: %s, %s %s: its round trips account for %.2f of its time; this row does not count",
                parameters.get("placement"),
                row.subject(),
                parameters,
                busy));
    }
}
