package multikernel.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        description = "Shows what a capability names; it must carry the right to identify.",
        footer = {"", "Sizes are in bytes.", "", "Example:", "  multikernel memory show REF --json"})
final class MemoryShow implements Callable<Integer> {

    @Mixin
    private final ServerOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "REF", description = "The capability.")
    private String reference = "";

    MemoryShow(Map<String, String> environment) {
        this.options = new ServerOptions(environment);
    }

    @Override
    public Integer call() {
        var answer = options.server().get(MemoryOptions.path(reference));
        Answer.print(spec, answer, options.isJson(), MemoryViews::shown);
        return 0;
    }
}
