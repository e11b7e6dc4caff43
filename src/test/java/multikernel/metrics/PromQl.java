package multikernel.metrics;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks for, as far as a test needs it; not a parser: a query that Prometheus refuses may pass here.
 *
 * @param uses metrics, each with the labels that its matchers name
 * @param grouping labels that the query groups by
 */
record PromQl(List<Use> uses, Set<String> grouping) {

    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern METRIC =
            Pattern.compile("(?<![\\w.$:])([a-zA-Z_:][\\w:]*)\\b(?!\\s*\\()(?:\\s*\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool", "start", "end");

    record Use(String metric, Set<String> labels) {}

    static PromQl of(String query) {
        var bare = query.replaceAll("\"[^\"]*\"", "\"\"").replaceAll("\\[[^\\]]*]", "");
        var grouping = new TreeSet<String>();
        GROUPING.matcher(bare).results().forEach(group -> {
            for (var label : group.group(1).split(",", -1)) {
                grouping.add(label.strip());
            }
        });
        grouping.remove("");
        var uses = METRIC.matcher(GROUPING.matcher(bare).replaceAll(" "))
                .results()
                .filter(found -> !WORDS.contains(found.group(1)))
                .map(found -> new Use(found.group(1), labels(found.group(2))))
                .toList();
        return new PromQl(uses, grouping);
    }

    private static Set<String> labels(@Nullable String matchers) {
        var labels = new TreeSet<String>();
        if (matchers != null) {
            MATCHER.matcher(matchers).results().forEach(found -> labels.add(found.group(1)));
        }
        return labels;
    }
}
