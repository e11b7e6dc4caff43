package multikernel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "trace",
        description = "Records what every core of a node does, for ui.perfetto.dev or chrome://tracing.",
        footer = {
            "",
            "A message costs some 50 to 150 ns more while it is recorded. The node keeps the files, and those that its"
                    + " flight recorder writes when a core stalls, fails or drops messages.",
            "",
            "Examples:",
            "  multikernel trace --seconds 2 --output trace.json",
            "  multikernel trace --list",
            "  multikernel trace --merge one.json two.json --output both.json",
            "  multikernel trace --from 20261130-010203-004-stall.json --output stall.json"
        })
final class Trace implements Callable<Integer> {

    private static final String PATH = "/api/traces";

    /** How long a node may write after a recording has ended. */
    private static final long WRITE_MILLIS_MAX = 60_000;

    private static final long LOOK_MILLIS = 100;

    /** What a trace says of itself comes first, well within this. */
    private static final int HEAD_BYTES_MAX = 4096;

    @Mixin
    private final ServerOptions options;

    @Mixin
    private final TokenOptions tokens;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "How long; ${DEFAULT-VALUE} if not said. Parts of a second are allowed.")
    private double seconds;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to put it; what is there is replaced.")
    private @Nullable Path output;

    @Option(names = "--from", paramLabel = "NAME", description = "Record nothing: fetch this one.")
    private @Nullable String from;

    @Option(
            names = "--merge",
            paramLabel = "FILE",
            arity = "2..*",
            description = "Record nothing: make one trace of these, which several nodes have recorded at one time.")
    private List<Path> merged = List.of();

    @Option(names = "--list", description = "Record nothing: list the traces that the node keeps.")
    private boolean isList;

    Trace(Map<String, String> environment) {
        this.options = new ServerOptions(environment);
        this.tokens = new TokenOptions(environment);
    }

    @Override
    public Integer call() {
        var server = options.server();
        if (isList) {
            Answer.print(spec, server.get(PATH), options.isJson(), Trace::table);
            return 0;
        }
        if (output == null) {
            throw wrong("Missing required option: '--output=FILE'");
        }
        if (!(seconds >= 0.001 && seconds <= 86_400)) {
            throw wrong("--seconds must be 0.001 to 86400, not " + seconds);
        }
        var file = writable(output);
        if (!merged.isEmpty()) {
            var about = TraceMerge.merge(merged, file);
            about.put("output", file.toString()).put("bytes", bytes(file));
            Answer.print(spec, about, options.isJson(), Trace::told);
            return 0;
        }
        var token = tokens.token(server);
        var name = from != null ? from : recorded(server, token);
        server.download(PATH + "/" + Server.segment(name), token, file);
        Answer.print(spec, summary(name, file), options.isJson(), Trace::told);
        return 0;
    }

    private ParameterException wrong(String line) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), line);
    }

    /** Said before anything is recorded. */
    private static Path writable(Path file) {
        var directory = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
        if (Files.isDirectory(file) || !Files.isWritable(directory)) {
            throw new Failed("cannot write " + file + ": name a file in a directory that you may write to");
        }
        return file;
    }

    private String recorded(Server server, String token) {
        var millis = Math.round(seconds * 1000);
        var name = server.post(PATH, JsonNodeFactory.instance.objectNode().put("millis", millis), token)
                .path("name")
                .asText();
        pause(millis);
        for (var waited = 0L; waited < WRITE_MILLIS_MAX; waited += LOOK_MILLIS) {
            var state = state(server.get(PATH), name);
            if (state.equals("done")) {
                return name;
            }
            if (!state.equals("recording")) {
                throw new Failed("the node could not write " + name + ": " + state
                        + (state.equals("too-big") ? "; record for a shorter time" : "; its log says why"));
            }
            pause(LOOK_MILLIS);
        }
        throw new Failed("the node still writes " + name + "; fetch it later with --from " + name);
    }

    private static String state(JsonNode traces, String name) {
        return StreamSupport.stream(traces.spliterator(), false)
                .filter(trace -> trace.path("name").asText().equals(name))
                .map(trace -> trace.path("state").asText())
                .findFirst()
                .orElse("gone");
    }

    static void pause(long millis) {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, millis, TimeUnit.MILLISECONDS)
                .join();
    }

    private static String table(JsonNode traces) {
        return new Table<JsonNode>(List.of(
                        Table.text("NAME", trace -> trace.path("name").asText()),
                        Table.text("STATE", trace -> trace.path("state").asText()),
                        Table.number("BYTES", trace -> trace.path("bytes").asText())))
                .render(StreamSupport.stream(traces.spliterator(), false).toList());
    }

    /** What the file says of itself in its first line. */
    private static ObjectNode summary(String name, Path file) {
        try (var in = Files.newInputStream(file)) {
            var head = new String(in.readNBytes(HEAD_BYTES_MAX), StandardCharsets.UTF_8);
            var end = head.indexOf("[");
            var about = end < 0 ? null : new ObjectMapper().readTree(head.substring(0, end) + "[]}");
            var summary =
                    JsonNodeFactory.instance.objectNode().put("name", name).put("output", file.toString());
            summary.put("bytes", Files.size(file));
            if (about != null && about.path("otherData") instanceof ObjectNode data) {
                summary.setAll(data);
            }
            return summary;
        } catch (JsonProcessingException foreign) {
            throw new Failed(file + " is no trace of a multikernel: " + foreign.getOriginalMessage(), foreign);
        } catch (IOException e) {
            throw new Failed("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** How the clocks of merged traces lie to the first one's, a line for each. */
    private static String clocks(JsonNode merged) {
        return StreamSupport.stream(merged.spliterator(), false)
                .skip(1)
                .map(node -> "\n" + Table.printable(node.path("node").asText())
                        + (node.path("by").asText().equals("calendar")
                                ? " by the calendar: no message of both ways is in the traces"
                                : " moved by " + seconds(node.path("movedNanos")) + ", within "
                                        + seconds(node.path("withinNanos"))))
                .collect(Collectors.joining());
    }

    private static String seconds(JsonNode nanos) {
        return String.format(Locale.ROOT, "%.9f s", nanos.asLong() / 1e9);
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new Failed("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String told(JsonNode trace) {
        var lost = trace.path("lost").asLong() + trace.path("cut").asLong();
        return Table.printable(trace.path("output").asText() + ": "
                        + trace.path("events").asText() + " events, "
                        + trace.path("arrows").asText() + " arrows, "
                        + trace.path("bytes").asText() + " bytes"
                        + (lost == 0 ? "" : "; " + lost + " more events were not kept"))
                + clocks(trace.path("merged"))
                + "\nOpen it at https://ui.perfetto.dev.\n";
    }
}
