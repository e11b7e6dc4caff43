package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import multikernel.bench.Bench;
import multikernel.domain.BootFailure;
import multikernel.service.Boot;
import multikernel.service.CannotServe;
import multikernel.service.NodeRun;
import multikernel.settings.BadSetting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The root of the command line. */
@Command(
        name = "multikernel",
        description = "A multikernel for the JVM: runs a node, and asks one that runs.",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit status: 0 done, 1 refused or failed (one line on standard error), 2 wrong usage.",
            "A node that the others have removed ends with 75: start it again.",
            "",
            "Examples:",
            "  multikernel run --config conf/multikernel.conf",
            "  multikernel status",
            "  multikernel cores --json",
            "  multikernel core offline 3",
            "  multikernel domain spawn site --kind web --set port=8090",
            "  multikernel memory tree",
            "  multikernel trace --seconds 2 --output trace.json",
            "",
            "'multikernel COMMAND --help' explains a command."
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        if (Boolean.getBoolean("multikernel.ends-with-parent")) {
            ProcessHandle.current().parent().ifPresent(Main::endWith);
        }
        System.exit(commandLine(System.getenv(), Main::boot).execute(arguments));
    }

    /** Maven does not pass on a signal that ends it; a node that it runs must not outlive it. */
    private static void endWith(ProcessHandle parent) {
        parent.onExit().thenRunAsync(() -> System.exit(0), exit -> new Thread(exit, "parent-ended").start());
    }

    /** All commands. Nothing of the node is loaded until {@code run} calls {@code boot}. */
    public static CommandLine commandLine(Map<String, String> environment, Boot boot) {
        var readings = new Readings(environment);
        var domain = new CommandLine(new Domain())
                .addSubcommand(new DomainSpawn(environment))
                .addSubcommand(new DomainSpan(environment))
                .addSubcommand(new DomainKill(environment));
        var root = new CommandLine(new Main()).addSubcommand(new Run(boot));
        readings.addTo(root);
        root.addSubcommand(new QueryCommand(environment))
                .addSubcommand(new TreeCommand(environment))
                .addSubcommand(new Benchmark(environment))
                .addSubcommand(new Trace(environment))
                .addSubcommand(new Top(environment))
                .addSubcommand(new EventsCommand(environment))
                .addSubcommand(new Doctor(environment))
                .addSubcommand(new Completions())
                .addSubcommand(new Simulate())
                .addSubcommand(CoreOrder.group(environment))
                .addSubcommand(domain)
                .addSubcommand(Memory.group(environment))
                .addSubcommand(readings.of(
                        "alive", "/alive", "Asks whether the node answers; exits with 1 if not.", answer -> "alive\n"))
                .addSubcommand(readings.of(
                        "ready",
                        "/ready",
                        "Asks whether the node can do its work; exits with 1 and the reason if not.",
                        answer -> "ready\n"));
        explain(root);
        root.setUsageHelpWidth(100).setExecutionExceptionHandler(Main::failed);
        return root;
    }

    private record Readings(Map<String, String> environment) {
        void addTo(CommandLine root) {
            root.addSubcommand(of("status", "/api/status", "Shows the node.", Views::status))
                    .addSubcommand(of("cores", "/api/cores", "Lists the node's cores.", Views::cores))
                    .addSubcommand(of(
                            "channels",
                            "/api/channels",
                            "Lists the channels between the node's cores.",
                            Views::channels))
                    .addSubcommand(of(
                            "groups",
                            "/api/groups",
                            "Lists who is sent to together, and who holds the others back.",
                            Views::groups))
                    .addSubcommand(of("domains", "/api/domains", "Lists the domains that run.", Views::domains))
                    .addSubcommand(of(
                            "kinds", "/api/kinds", "Lists the kinds of domain and the settings of each.", Views::kinds))
                    .addSubcommand(of(
                            "agreements",
                            "/api/agreements",
                            "Lists what is under way between cores, and whose word is awaited.",
                            Views::agreements))
                    .addSubcommand(of(
                            "partitions",
                            "/api/partitions",
                            "Lists the partitions of domains: who owns each, and where its replicas are.",
                            Views::partitions))
                    .addSubcommand(of("nodes", "/api/nodes", "Lists the nodes of the cluster.", Views::nodes));
        }

        CommandLine of(String name, String path, String description, Function<JsonNode, String> view) {
            var command = new CommandLine(new Reading(environment, path, view));
            command.getCommandSpec().name(name).usageMessage().description(description);
            command.getCommandSpec()
                    .usageMessage()
                    .footer("", "Example:", "  multikernel " + name + " --json --url http://127.0.0.2:8080");
            return command;
        }
    }

    /** Gives every command below this one its {@code --help}. */
    private static void explain(CommandLine command) {
        for (var below : command.getSubcommands().values()) {
            below.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this text and exit.")
                            .build());
            explain(below);
        }
    }

    /** What was expected to go wrong takes one line; anything else is a bug and is shown whole. */
    private static int failed(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        var line =
                switch (failure) {
                    case Failed expected -> expected.getMessage();
                    case CannotServe expected -> expected.getMessage();
                    case Bench.Unfit expected -> expected.getMessage();
                    case BadSetting expected -> expected.getMessage();
                    case BootFailure expected -> expected.getMessage();
                    default -> throw failure;
                };
        command.getErr().println("multikernel: " + line);
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static int boot(@Nullable Path file, Map<String, String> overrides) {
        return new NodeRun(System.out).run(file, overrides);
    }

    @Command(
            name = "domain",
            description = "Starts, spans and ends domains.",
            synopsisSubcommandLabel = "COMMAND",
            footer = {"", "'multikernel domains' lists those that run."})
    private static final class Domain {}

    /** The version that the jar was built as. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"multikernel " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
