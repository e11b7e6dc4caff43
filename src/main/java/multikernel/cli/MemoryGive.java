package multikernel.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copy} and {@code move}: a copy into the table of another core. */
@Command
final class MemoryGive implements Callable<Integer> {

    private final String word;

    @Mixin
    private final MemoryOptions memory;

    @Parameters(paramLabel = "REF", description = "The capability; it must carry the right to grant.")
    private String reference = "";

    @Option(
            names = "--core",
            required = true,
            paramLabel = "CORE",
            description = "The core whose table it goes to: N, or NODE/N of another node.")
    private String core = "";

    MemoryGive(String word, Map<String, String> environment) {
        this.word = word;
        this.memory = new MemoryOptions(environment);
    }

    @Override
    public Integer call() {
        var body = MemoryOptions.body();
        memory.putPlace(body, core);
        return memory.post(MemoryOptions.path(reference) + "/" + word, body, MemoryViews::placed);
    }
}
