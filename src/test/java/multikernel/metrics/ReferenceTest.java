package multikernel.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.junit.jupiter.api.Test;

/** The page of all metrics. {@code mvn test -Dtest=ReferenceTest -Dmetrics=rewrite} writes it anew. */
class ReferenceTest {

    private static final Path PAGE = Path.of("dashboards", "METRICS.md");

    private static final String HEAD = """
        # Metrics

        Every metric of ours, as Prometheus sees it at `http://127.0.0.1:9095/metrics`. Generated from `MeterName`;
        a test fails when it is out of date, and `mvn test -Dtest=ReferenceTest -Dmetrics=rewrite` writes it anew.

        Each series also has the label `node`, the name of its node, and what Prometheus adds (`job`, `instance`).
        Labels are bounded: `core`, `from` and `to` are numbers of cores (`from` is `all` where there are more
        channels than `multikernel.metrics.channels-max`); where it is about other nodes, `to` is the name of one,
        or such a name, `/` and the number of a core there; `tier` is `lrpc`, `urpc`, `shared-memory` or `network`;
        `plane` is `control` or `data`; `domain` is one that runs; `protocol` and `outcome` have the values that are
        listed below. A histogram `x` is the series `x_bucket`, `x_sum` and `x_count`; its buckets go from 1 µs to
        10 s.

        Every core counts for itself, in words that only its thread writes; a scrape shows what they were when
        `multikernel.metrics.interval` last passed. Beside these there are Kamon's of the JVM and the process
        (`jvm_…`, `process_…`).

        | metric | type | labels | meaning |
        |---|---|---|---|
        """;

    private static final String EVENTS = """

        ## Events of the JDK's flight recorder

        In any recording of the process, as of `jcmd PID JFR.start filename=node.jfr duration=60s`; while nobody records
        they cost nothing. JDK Mission Control shows them under *Multikernel*, and so does
        `jfr print --categories Multikernel node.jfr`.

        | event | fields | meaning |
        |---|---|---|
        """;

    @Test
    void shouldListEveryMetricInThePage() throws Exception {
        if ("rewrite".equals(System.getProperty("metrics"))) {
            Files.writeString(PAGE, page());
        }
        assertEquals(page(), Files.readString(PAGE), "run: mvn test -Dtest=ReferenceTest -Dmetrics=rewrite");
    }

    @Test
    void shouldNameAMetricAsPrometheusWants() {
        for (var name : MeterName.values()) {
            assertTrue(name.exportedName().matches("multikernel_[a-z_]+"), name::exportedName);
            assertTrue(!name.meaning().isBlank() && !name.meaning().endsWith("."), name::exportedName);
        }
    }

    private static String page() {
        var rows = Stream.of(MeterName.values()).map(ReferenceTest::row).collect(Collectors.joining("\n"));
        return HEAD + rows + "\n\n## Values of `protocol`\n\n" + protocols(true) + " (agreements); " + protocols(false)
                + " (capabilities).\n\n## Values of `outcome`\n\n`done`, or why not:\n\n" + outcomes()
                + "\n\nOf `multikernel_requests_total`: " + answers()
                + ".\n\nOf `multikernel_partition_commands_total`: `done`, " + ofPartitions()
                + ".\n\nOf `multikernel_dropped_total`: `channel-full`, `door-closed`, `core-stuck`, `core-ended`.\n"
                + EVENTS
                + events() + "\n";
    }

    private static String events() {
        return Stream.of(Recording.class.getDeclaredClasses())
                .filter(Event.class::isAssignableFrom)
                .map(type -> "| `" + type.getAnnotation(Name.class).value() + "` | " + fields(type) + " | "
                        + type.getAnnotation(Description.class).value() + ". |")
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String fields(Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Label.class))
                .map(field -> "`" + field.getName() + "`")
                .collect(Collectors.joining(", "));
    }

    private static String row(MeterName name) {
        var labels = name.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `" + name.exportedName() + "` | " + type(name) + " | " + labels + " | " + name.meaning() + ". |";
    }

    private static String type(MeterName name) {
        return switch (name.kind()) {
            case GAUGE, BYTES, SECONDS -> "gauge";
            case COUNTER, NANOS -> "counter";
            case DURATION -> "histogram";
        };
    }

    private static String protocols(boolean agreements) {
        return Stream.of(Protocol.values())
                .filter(protocol -> protocol.isAgreement() == agreements)
                .map(protocol -> "`" + protocol.word() + "`")
                .collect(Collectors.joining(", "));
    }

    private static String outcomes() {
        return Stream.of(multikernel.base.Refusal.values())
                .map(refusal -> "- `" + refusal.word() + "`: " + refusal.sentence())
                .collect(Collectors.joining("\n"));
    }

    private static String ofPartitions() {
        return Stream.of(multikernel.shard.ShardRefusal.values())
                .map(refusal -> "`" + refusal.word() + "`")
                .collect(Collectors.joining(", "));
    }

    private static String answers() {
        return Stream.of(RequestTally.Answer.values())
                .map(answer -> "`" + answer.word() + "`")
                .collect(Collectors.joining(", "));
    }
}
