package multikernel.hardware;

import java.util.ArrayList;
import java.util.List;

/** The kernel's way of writing a set of CPUs: {@code 0-3,8,10-11}. */
final class CpuList {

    private CpuList() {}

    static List<Integer> parse(String text) {
        var numbers = new ArrayList<Integer>();
        for (var range : text.strip().split(",", -1)) {
            if (range.isBlank()) {
                continue;
            }
            var dash = range.indexOf('-');
            var first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            var last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            for (var number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
        return List.copyOf(numbers);
    }
}
