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
import picocli.CommandLine.ParameterException;
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
            "What can be asked of the machine; times in ns, a CPU as the system numbers it:",
            "  cpu_thread(Cpu, Package, Core, Thread)   cpu_affinity(Cpu, _, NumaNode)",
            "  cpu_mhz(Cpu, MHz)   cpu_speed(Cpu, Percent)   cpu_kind(Cpu, Kind)",
            "  cache(Level, Kind, Bytes, LineBytes, Cpus)   node_distance(NumaNode, NumaNode, D)",
            "  memory_affinity(Base, Bytes, NumaNode)   memory_bytes(Bytes)   limit(What, Most)",
            "  message_rtt(Cpu, Cpu, Median, Variance, Least, Most)   device(Address, Kind, NumaNode)",
            "  message_send(Cpu, Cpu, Nanos)   message_receive(Cpu, Cpu, Nanos)",
            "of what runs:",
            "  core(Core, State)   core_cpu(Core, Cpu)   core_load(Core, Percent)   nr_running_cores(N)",
            "  core_speed(Core, Percent)   core_rtt(Core, Core, Nanos)   shares_cache(Core, Core, Level)",
            "  domain(Name, Kind, State)   domain_core(Name, Core)   channel(From, To, Tier, Plane)",
            "  node(Name, State, Cores)   node_link(Node, Node, Tier, Nanos)   node_fact(Node, Fact)",
            "  tree_edge(From, To, Nanos)",
            "and what follows:",
            "  boot_order(Cores)   place(How, N, Cores), How: spread, compact, near(Core), weighted",
            "  cores_close_to_device(Address, Cores)   cores_close_to_memory(NumaNode, Cores)",
            "  multicast_tree(Start, Sends)   nodes_by_distance(Node, Nodes)",
            "Of Prolog: , ; -> \\+ = < is findall, forall, between, member, append, length, sort and more.",
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
        var commandLine = Objects.requireNonNull(spec).commandLine();
        if (limit < 1) {
            throw new ParameterException(commandLine, "--limit must be 1 or more, not " + limit);
        }
        var query = URLEncoder.encode(goal, UTF_8).replace("+", "%20");
        var reply = options.server().rows("/api/knowledge?query=" + query + "&limit=" + limit);
        var answers = reply.rows();
        var out = commandLine.getOut();
        for (var answer : answers) {
            out.println(options.isJson() ? answer.toString() : line(answer));
        }
        if (answers.isEmpty() && !options.isJson()) {
            out.println("no");
        }
        out.flush();
        if (reply.isCut()) {
            commandLine.getErr().println(cut(answers.size()));
        }
        return answers.isEmpty() ? 1 : 0;
    }

    private String cut(int given) {
        return given >= limit
                ? "multikernel: there may be more than " + limit + "; see --limit"
                : "multikernel: there may be more than " + given
                        + ", which is all that the node gives; see multikernel.knowledge.answers-max";
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
