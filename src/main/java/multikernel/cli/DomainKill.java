package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "kill",
        description = "Ends a domain: its dispatchers finish what they have begun, within a time limit, and stop.",
        footer = {"", "Example:", "  multikernel domain kill site"})
final class DomainKill implements Callable<Integer> {

    @Mixin
    private final ServerOptions options;

    @Mixin
    private final TokenOptions tokens;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The domain's name.")
    private String name = "";

    DomainKill(Map<String, String> environment) {
        this.options = new ServerOptions(environment);
        this.tokens = new TokenOptions(environment);
    }

    @Override
    public Integer call() {
        var server = options.server();
        var answer = server.delete("/api/domains/" + Server.segment(name), tokens.token(server));
        Answer.print(spec, answer, options.isJson(), DomainKill::told);
        return 0;
    }

    private static String told(JsonNode domain) {
        return Table.printable(domain.path("name").asText() + " has ended, agreed in "
                        + domain.path("micros").asText() + " µs")
                + "\n";
    }
}
