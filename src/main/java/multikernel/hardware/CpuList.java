package multikernel.hardware;

import java.util.List;
import java.util.TreeSet;

/** The kernel's way of writing a set of CPUs: {@code 0-3,8,10-11}. */
final class CpuList {

    /** Higher than any number that Linux gives a CPU or a node. */
    private static final int NUMBER_MAX = (1 << 16) - 1;

    private CpuList() {}

    /** Ascending; what is no number or range in it is passed over. */
    static List<Integer> parse(String text) {
        var numbers = new TreeSet<Integer>();
        for (var range : text.strip().split(",", -1)) {
            var dash = range.indexOf('-');
            long first = number(dash < 0 ? range : range.substring(0, dash));
            long last = dash < 0 ? first : number(range.substring(dash + 1));
            if (first >= 0 && last <= NUMBER_MAX) {
                for (var number = (int) first; number <= last; number++) {
                    numbers.add(number);
                }
            }
        }
        return List.copyOf(numbers);
    }

    private static long number(String text) {
        return Numbers.parse(text).orElse(-1);
    }
}
