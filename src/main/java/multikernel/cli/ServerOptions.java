package multikernel.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes that asks a running node. */
final class ServerOptions {

    private static final String DEFAULT_URL = "http://127.0.0.1:8080";

    private final Map<String, String> environment;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the node's API is; " + DEFAULT_URL + " if neither this nor MULTIKERNEL_URL says.")
    private @Nullable String url;

    @Option(names = "--json", description = "Print one JSON document and nothing else.")
    private boolean isJson;

    ServerOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    Server server() {
        return Server.at(url != null ? url : environment.getOrDefault("MULTIKERNEL_URL", DEFAULT_URL));
    }

    boolean isJson() {
        return isJson;
    }
}
