package multikernel.stress;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;

/**
 * What is to be thought of one stress test after all its configurations have run.
 *
 * @param configurations of compilers, flags and CPUs that ran
 * @param broken how many of them showed a forbidden outcome
 * @param faulty how many of them ended in a time-out, an exception or a crash
 * @param observed outcomes with their counts; a forbidden one has an exclamation mark
 */
record Verdict(String test, @Nullable Planted planted, int configurations, int broken, int faulty, String observed) {

    static Verdict of(String test, @Nullable Planted planted, Collection<TestResult> results) {
        var broken = 0;
        var faulty = 0;
        var counts = new TreeMap<String, Long>();
        for (var result : results) {
            if (result.status() != Status.NORMAL) {
                faulty++;
                continue;
            }
            var seen = result.grading().gradingResults.values().stream()
                    .filter(state -> state.count > 0)
                    .toList();
            broken += seen.stream().anyMatch(state -> state.expect == Expect.FORBIDDEN) ? 1 : 0;
            seen.forEach(state -> counts.merge(label(state), state.count, Long::sum));
        }
        return new Verdict(test, planted, results.size(), broken, faulty, text(counts));
    }

    private static String label(GradingResult state) {
        return (state.expect == Expect.FORBIDDEN ? "!" : "") + "(" + state.id + ")";
    }

    private static String text(TreeMap<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Comparator.comparing(count -> count.getKey()))
                .map(count -> count.getKey() + " " + String.format(Locale.ROOT, "%,d", count.getValue()))
                .collect(Collectors.joining("  "));
    }

    /** Whether the run may go on as a success. */
    boolean isGood() {
        if (configurations == 0 || faulty > 0) {
            return false;
        }
        return planted == null ? broken == 0 : broken > 0 || !planted.hidden().isEmpty();
    }

    /** A mistake that has to be seen and was not yet. */
    boolean isUnseen() {
        return planted != null && planted.hidden().isEmpty() && broken == 0;
    }

    String expectation() {
        if (planted == null) {
            return "to hold";
        }
        return planted.hidden().isEmpty() ? "to be caught: " + planted.value() : "may stay hidden: " + planted.value();
    }

    String conclusion() {
        if (configurations == 0) {
            return "DID NOT RUN";
        }
        if (faulty > 0) {
            return "FAILED TO RUN in " + faulty + " of " + configurations;
        }
        if (planted == null) {
            return broken == 0 ? "holds in " + configurations : "BROKEN in " + broken + " of " + configurations;
        }
        if (broken > 0) {
            return "caught in " + broken + " of " + configurations;
        }
        return planted.hidden().isEmpty()
                ? "NOT CAUGHT in " + configurations
                : "not seen in " + configurations + ", " + planted.hidden();
    }
}
