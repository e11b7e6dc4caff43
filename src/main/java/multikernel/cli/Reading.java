package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that reads one path of the API and shows it. */
@Command
final class Reading implements Callable<Integer> {

    private final String path;
    private final Function<JsonNode, String> view;

    @Mixin
    private final ServerOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    Reading(Map<String, String> environment, String path, Function<JsonNode, String> view) {
        this.options = new ServerOptions(environment);
        this.path = path;
        this.view = view;
    }

    @Override
    public Integer call() {
        Answer.print(spec, options.server().get(path), options.isJson(), view);
        return 0;
    }
}
