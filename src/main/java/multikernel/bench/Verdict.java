package multikernel.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Whether a run counts: one whose C ring is slow against its own raw line was disturbed by others. */
final class Verdict {

    private Verdict() {}

    /** A line for each placement that does not count, or where too few rounds were measured to know. */
    static List<String> of(Results results) {
        return results.ratios().stream().flatMap(Verdict::of).toList();
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
}
