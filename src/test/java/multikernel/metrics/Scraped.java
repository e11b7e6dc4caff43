package multikernel.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The text of a scrape, read as Prometheus would; for any test that has one, also of a real process. */
public record Scraped(List<Series> series, Map<String, String> types) {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    public record Series(String name, Map<String, String> labels, double value) {

        /** Whether it has at least these labels, {@code name=value}. */
        public boolean hasAll(String... labels) {
            return List.of(labels).stream().allMatch(this::has);
        }

        private boolean has(String label) {
            var parts = label.split("=", 2);
            return parts[1].equals(labels.get(parts[0]));
        }
    }

    public static Scraped of(String text) {
        var types = new HashMap<String, String>();
        text.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" "))
                .forEach(words -> types.put(words[2], words[3]));
        return new Scraped(
                text.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(Scraped::series)
                        .toList(),
                types);
    }

    /** The value of the one series with this name that has at least these labels, {@code name=value}. */
    public Optional<Double> value(String name, String... labels) {
        return series.stream()
                .filter(one -> one.name.equals(name))
                .filter(one -> one.hasAll(labels))
                .map(Series::value)
                .findFirst();
    }

    public List<Series> named(String name) {
        return series.stream().filter(one -> one.name.equals(name)).toList();
    }

    private static Series series(String line) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a line of the text format: " + line);
        }
        var labels = new HashMap<String, String>();
        if (parts.group(2) != null) {
            LABEL.matcher(parts.group(2)).results().forEach(label -> {
                if (labels.put(label.group(1), label.group(2)) != null) {
                    throw new IllegalArgumentException("a label twice: " + line);
                }
            });
        }
        return new Series(parts.group(1), labels, number(parts.group(3)));
    }

    private static double number(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }
}
