package multikernel.hardware;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What {@code /proc/cpuinfo} says of each CPU; its fields differ from one architecture to the next. */
final class ProcessorInfo {

    private final Map<Integer, Map<String, String>> processors = new TreeMap<>();

    ProcessorInfo(String text) {
        Map<String, String> fields = new HashMap<>();
        for (var line : text.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                var name = line.substring(0, colon).strip();
                var value = line.substring(colon + 1).strip();
                if (name.equals("processor")) {
                    fields = new HashMap<>();
                    processors.put((int) Numbers.parse(value).orElse(-1), fields);
                }
                fields.put(name, value);
            }
        }
    }

    /** Of the first that says one. */
    String model() {
        return processors.values().stream()
                .map(fields -> fields.getOrDefault("model name", ""))
                .filter(model -> !model.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** At which its clock runs now. */
    int mhz(int cpu) {
        var mhz = processors.getOrDefault(cpu, Map.of()).getOrDefault("cpu MHz", "");
        return mhz.matches("\\d{1,6}(\\.\\d{1,9})?") ? (int) Math.round(Double.parseDouble(mhz)) : -1;
    }
}
