package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "spawn",
        description = "Starts a domain: one dispatcher of its kind on each of its cores.",
        footer = {
            "",
            "Examples:",
            "  multikernel domain spawn site --kind web --cores 0,1 --set port=8090",
            "  multikernel domain spawn broken --kind fault --set do=throw --set after=10",
            "",
            "'multikernel kinds' lists the kinds and the settings of each."
        })
final class DomainSpawn implements Callable<Integer> {

    @Mixin
    private final ServerOptions options;

    @Mixin
    private final TokenOptions tokens;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "1 to 64 of a-z, 0-9 and -, a letter first.")
    private String name = "";

    @Option(names = "--kind", required = true, paramLabel = "KIND", description = "What sort of domain it is.")
    private String kind = "";

    @Option(
            names = "--cores",
            paramLabel = "0,1|all",
            defaultValue = "all",
            description = "The cores that it runs on; ${DEFAULT-VALUE} if not said.")
    private String cores = "all";

    @Option(
            names = "--shards",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many partitions it has; 0, the default, for one dispatcher on each core.")
    private int shards;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            parameterConsumer = Pairs.class,
            description = "A setting of the kind; several may follow, or the option be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    DomainSpawn(Map<String, String> environment) {
        this.options = new ServerOptions(environment);
        this.tokens = new TokenOptions(environment);
    }

    @Override
    public Integer call() {
        var body = body();
        var server = options.server();
        var answer = server.post("/api/domains", body, tokens.token(server));
        Answer.print(spec, answer, options.isJson(), DomainSpawn::told);
        return 0;
    }

    private ObjectNode body() {
        if (shards < 0) {
            throw wrong("--shards must be 0 or more, not " + shards);
        }
        var body = JsonNodeFactory.instance.objectNode().put("name", name).put("kind", kind);
        if (cores.equals("all")) {
            body.put("cores", cores);
        } else {
            var numbers = body.putArray("cores");
            for (var core : cores.split(",", -1)) {
                if (!core.matches("[0-9]{1,6}")) {
                    throw wrong("--cores must be 'all' or numbers like 0,1, not " + cores);
                }
                numbers.add(Integer.parseInt(core));
            }
        }
        body.put("shards", shards);
        var texts = body.putObject("settings");
        settings.forEach(texts::put);
        return body;
    }

    private ParameterException wrong(String line) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), line);
    }

    private static String told(JsonNode domain) {
        return Table.printable(domain.path("name").asText() + " runs on cores " + Views.list(domain.path("cores"))
                        + ", agreed in " + domain.path("micros").asText() + " µs")
                + "\n";
    }
}
