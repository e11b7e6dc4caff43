package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "events",
        description = {
            "Prints what happens on a node that an operator would want to know, from now on, until Ctrl-C.",
            "What has happened before stands in the node's log."
        },
        footer = {
            "",
            "Examples:",
            "  multikernel events",
            "  multikernel events --topic core --topic channel",
            "  multikernel events --topic trace --count 1 --json"
        })
final class EventsCommand implements Callable<Integer> {

    private static final String PATH = "/api/events";

    /** The node's last word to one who reads too slowly. */
    private static final String BEHIND = "behind";

    private static final List<String> TOPICS = List.of("core", "domain", "capability", "channel", "member", "trace");

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final Map<String, String> environment;

    @Mixin
    private final ServerOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only these: core, domain, capability, channel, member or trace; may be given several times.")
    private List<String> topics = List.of();

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = Count.class,
            defaultValue = "0",
            description = "Ends after so many; 0, which is so if not said: never.")
    private int count;

    EventsCommand(Map<String, String> environment) {
        this.environment = environment;
        this.options = new ServerOptions(environment);
    }

    @Override
    public Integer call() {
        for (var topic : topics) {
            if (!TOPICS.contains(topic)) {
                var line = "--topic must be one of " + String.join(", ", TOPICS) + ", not " + topic;
                throw new ParameterException(command().commandLine(), line);
            }
        }
        var paint = Paint.of(environment);
        var printed = 0;
        try (var feed = options.server().feed(PATH)) {
            for (var event = feed.next(); event != null; event = feed.next()) {
                var topic = event.path("topic").asText();
                if (topic.equals(BEHIND)) {
                    throw new Failed(Table.printable(event.path("text").asText()));
                }
                if (topics.isEmpty() || topics.contains(topic)) {
                    print(options.isJson() ? event.toString() : line(event, paint));
                    printed++;
                }
                if (count > 0 && printed == count) {
                    return 0;
                }
            }
        }
        throw new Failed("the node has ended its stream of events: it stops, or has stopped");
    }

    /** By the clock of whoever reads it. */
    private static String line(JsonNode event, Paint paint) {
        var at = Instant.ofEpochMilli(event.path("epochMillis").asLong()).atZone(ZoneId.systemDefault());
        var topic = String.format(
                Locale.ROOT, "%-9s", Table.printable(event.path("topic").asText()));
        return CLOCK.format(at) + "  " + paint.bold(topic) + "  "
                + Table.printable(event.path("text").asText());
    }

    private void print(String line) {
        var out = command().commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }
}
