package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code unmap}, {@code revoke} and {@code delete}: nothing is said but what they are done to. */
@Command
final class MemoryEnd implements Callable<Integer> {

    private final String word;
    private final Function<JsonNode, String> view;

    @Mixin
    private final MemoryOptions memory;

    @Parameters(paramLabel = "REF", description = "The capability.")
    private String reference = "";

    MemoryEnd(String word, Map<String, String> environment, Function<JsonNode, String> view) {
        this.word = word;
        this.memory = new MemoryOptions(environment);
        this.view = view;
    }

    @Override
    public Integer call() {
        var path = MemoryOptions.path(reference);
        return word.equals("delete")
                ? memory.delete(path, view)
                : memory.post(path + "/" + word, MemoryOptions.body(), view);
    }
}
