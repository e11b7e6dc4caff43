package multikernel.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Grafana dashboard as a file, and whether what it asks for is in a scrape: of a test or of a real node. */
public record Dashboard(JsonNode json) {

    /** Prometheus adds these when it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    /** Prometheus makes it from alert rules. */
    private static final String ALERTS = "ALERTS";

    private static final Pattern VARIABLE_QUERY = Pattern.compile("label_values\\((.*),\\s*(\\w+)\\)");
    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    /** @param legend of a panel's target, else empty */
    record Query(String title, String expression, String legend) {}

    public static Dashboard read(Path file) throws IOException {
        return new Dashboard(new ObjectMapper().readTree(file.toFile()));
    }

    /** Each metric that the scrape has no family of, and each label that no series of that metric has. */
    public List<String> missing(Scraped scrape) {
        var missing = new ArrayList<String>();
        for (var query : queries()) {
            var promql = PromQl.of(query.expression);
            for (var use : promql.uses()) {
                if (use.metric().equals(ALERTS)) {
                    continue;
                }
                if (family(scrape, use.metric()).isEmpty()) {
                    missing.add(query.title + ": the scrape has no " + use.metric());
                    continue;
                }
                use.labels().stream()
                        .filter(label -> !has(scrape, use.metric(), label))
                        .forEach(label -> missing.add(query.title + ": " + use.metric() + " has no label " + label));
            }
            named(promql, query).stream()
                    .filter(label -> promql.uses().stream().noneMatch(use -> has(scrape, use.metric(), label)))
                    .forEach(label -> missing.add(query.title + ": nothing in it has a label " + label));
        }
        return missing;
    }

    /** Metrics that are used and known but have no series, so that their labels could not be looked at. */
    public Set<String> withoutSeries(Scraped scrape) {
        return queries().stream()
                .flatMap(query -> PromQl.of(query.expression).uses().stream())
                .map(PromQl.Use::metric)
                .filter(metric -> !metric.equals(ALERTS))
                .filter(metric -> scrape.named(metric).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What each panel asks for, by its title, with the choices at what they stand at first. */
    public Map<String, List<String>> expressions() {
        return targets()
                .collect(Collectors.groupingBy(
                        Query::title, TreeMap::new, Collectors.mapping(Query::expression, Collectors.toList())));
    }

    List<Query> queries() {
        return Stream.concat(targets(), variables()).toList();
    }

    List<JsonNode> panels() {
        return json.path("panels").valueStream().toList();
    }

    private Stream<Query> targets() {
        return panels().stream()
                .flatMap(panel -> panel.path("targets")
                        .valueStream()
                        .map(target -> new Query(
                                panel.path("title").asText(),
                                chosen(target.path("expr").asText()),
                                target.path("legendFormat").asText(""))));
    }

    /** With what a choice stands at when the dashboard is opened. */
    private String chosen(String expression) {
        var chosen = expression;
        for (var variable : json.path("templating").path("list")) {
            if (variable.path("type").asText().equals("custom")) {
                chosen = chosen.replace(
                        "$" + variable.path("name").asText(),
                        variable.at("/current/value").asText());
            }
        }
        return chosen;
    }

    /** {@code label_values(metric, label)} asks for a metric that has the label. */
    private Stream<Query> variables() {
        return json.path("templating")
                .path("list")
                .valueStream()
                .filter(variable -> variable.path("type").asText().equals("query"))
                .map(variable -> {
                    var query = VARIABLE_QUERY.matcher(
                            variable.path("query").path("query").asText());
                    if (!query.matches()) {
                        throw new IllegalArgumentException("not label_values(metric, label): " + variable);
                    }
                    return new Query(
                            "variable " + variable.path("name").asText(), query.group(1), "{{" + query.group(2) + "}}");
                });
    }

    private static Set<String> named(PromQl promql, Query query) {
        var labels = new TreeSet<>(promql.grouping());
        LEGEND_LABEL.matcher(query.legend).results().forEach(label -> labels.add(label.group(1)));
        return labels;
    }

    private static boolean has(Scraped scrape, String metric, String label) {
        var series = scrape.named(metric);
        return OF_PROMETHEUS.contains(label)
                || series.isEmpty()
                || series.stream().anyMatch(one -> one.labels().containsKey(label));
    }

    /** A histogram's family has three kinds of series, none of its own name. */
    private static Set<String> family(Scraped scrape, String metric) {
        return scrape.types().entrySet().stream()
                .filter(type -> type.getValue().equals("histogram")
                        ? Set.of("_bucket", "_sum", "_count").stream()
                                .anyMatch(end -> metric.equals(type.getKey() + end))
                        : metric.equals(type.getKey()))
                .map(type -> type.getKey())
                .collect(Collectors.toSet());
    }
}
