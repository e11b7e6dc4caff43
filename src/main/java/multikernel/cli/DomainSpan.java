package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "span",
        description = "Gives a domain a dispatcher on more cores; those that run stay as they are.",
        footer = {"", "Example:", "  multikernel domain span site --cores 2,3"})
final class DomainSpan implements Callable<Integer> {

    @Mixin
    private final MemoryOptions options;

    @Parameters(paramLabel = "NAME", description = "The domain's name.")
    private String name = "";

    @Option(names = "--cores", required = true, paramLabel = "2,3|all", description = "The cores that it gets.")
    private String cores = "";

    DomainSpan(Map<String, String> environment) {
        this.options = new MemoryOptions(environment);
    }

    @Override
    public Integer call() {
        var body = JsonNodeFactory.instance.objectNode();
        options.putCores(body, cores);
        return options.post("/api/domains/" + Server.segment(name) + "/span", body, DomainSpan::told);
    }

    private static String told(JsonNode domain) {
        return Table.printable(domain.path("name").asText() + " has a dispatcher on each of them, agreed in "
                        + domain.path("micros").asText() + " µs")
                + "\n";
    }
}
