package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The group {@code core}: takes a core off, and brings it back. */
@Command
final class CoreOrder implements Callable<Integer> {

    @Command(
            name = "core",
            description = "Takes cores off and brings them back.",
            synopsisSubcommandLabel = "COMMAND",
            footer = {"", "'multikernel cores' lists them, and what has become of them."})
    private static final class Group {}

    private final String word;
    private final String told;

    @Mixin
    private final ServerOptions options;

    @Mixin
    private final TokenOptions tokens;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "N", description = "The core's number.")
    private int core;

    private CoreOrder(String word, String told, Map<String, String> environment) {
        this.word = word;
        this.told = told;
        this.options = new ServerOptions(environment);
        this.tokens = new TokenOptions(environment);
    }

    static CommandLine group(Map<String, String> environment) {
        return new CommandLine(new Group())
                .addSubcommand(order(
                        new CoreOrder("offline", "is being taken off", environment),
                        "Takes a core off: it gets nothing new, finishes what it has, and ends. Refused where something"
                                + " on it cannot leave it."))
                .addSubcommand(order(
                        new CoreOrder("online", "is being brought back", environment),
                        "Brings back a core that was taken off, or that was lost too often."));
    }

    private static CommandLine order(CoreOrder order, String description) {
        var line = new CommandLine(order);
        line.getCommandSpec().name(order.word).usageMessage().description(description);
        line.getCommandSpec().usageMessage().footer("", "Example:", "  multikernel core " + order.word + " 3");
        return line;
    }

    @Override
    public Integer call() {
        if (core < 0) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "N must be 0 or more, not " + core);
        }
        var server = options.server();
        var none = JsonNodeFactory.instance.objectNode();
        var answer = server.post("/api/cores/" + core + "/" + word, none, tokens.token(server));
        Answer.print(spec, answer, options.isJson(), this::line);
        return 0;
    }

    private String line(JsonNode answer) {
        return "core " + answer.path("id").asText() + " " + told + "; 'multikernel cores' shows when that is done\n";
    }
}
