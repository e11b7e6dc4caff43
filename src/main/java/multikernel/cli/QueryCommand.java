package multikernel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the knowledge base of a node. */
@Command(
        name = "query",
        description = {
            "Asks the knowledge base: facts about the machine and what runs on it, and rules over them.",
            "Prints a line for each answer; with --json one object a line. Exits with 1, and says no, where there is"
                    + " none."
        },
        footer = {
            "",
            "Examples:",
            "  multikernel query 'core(Core, online), core_speed(Core, Percent)'",
            "  multikernel query 'message_rtt(0, Cpu, Nanos, _, _, _)' --json",
            "  multikernel query 'place(spread, 2, Cores)'"
        })
final class QueryCommand implements Callable<Integer> {

    private static final int LIMIT = 1000;

    @Parameters(paramLabel = "GOAL", description = "The goal, in the language of Prolog; best in single quotes.")
    private String goal = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many answers are wanted; " + LIMIT + " if not said. The node has a limit of its own.")
    private int limit = LIMIT;

    @Mixin
    private final ServerOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    QueryCommand(Map<String, String> environment) {
        this.options = new ServerOptions(environment);
    }

    @Override
    public Integer call() {
        var query = URLEncoder.encode(goal, UTF_8).replace("+", "%20");
        var answers = options.server().get("/api/knowledge?query=" + query + "&limit=" + limit);
        var commandLine = Objects.requireNonNull(spec).commandLine();
        var out = commandLine.getOut();
        for (var answer : answers) {
            out.println(options.isJson() ? answer.toString() : line(answer));
        }
        if (answers.isEmpty() && !options.isJson()) {
            out.println("no");
        }
        out.flush();
        if (answers.size() >= limit) {
            commandLine.getErr().println("multikernel: there may be more than " + limit + "; see --limit");
        }
        return answers.isEmpty() ? 1 : 0;
    }

    private static String line(JsonNode answer) {
        var line = answer.properties().stream()
                .map(binding -> binding.getKey() + " = " + text(binding.getValue()))
                .collect(Collectors.joining(", "));
        return Table.printable(line.isEmpty() ? "yes" : line);
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(QueryCommand::text)
                        .collect(Collectors.joining(", ", "[", "]"))
                : value.asText();
    }
}
