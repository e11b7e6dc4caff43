package multikernel.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import multikernel.capability.Rights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "mint",
        description = "Makes a copy with fewer rights in the same table.",
        footer = {
            "",
            "The first line of the answer is the reference of the new copy.",
            "",
            "Example:",
            "  multikernel memory mint REF --rights read,identify"
        })
final class MemoryMint implements Callable<Integer> {

    @Mixin
    private final MemoryOptions memory;

    @Parameters(paramLabel = "REF", description = "What is copied.")
    private String reference = "";

    @Option(
            names = "--rights",
            required = true,
            paramLabel = "read,write,grant,identify",
            description =
                    "Those that the copy keeps: to map and read, to write, to give a copy away, to be told what it is.")
    private String rights = "";

    MemoryMint(Map<String, String> environment) {
        this.memory = new MemoryOptions(environment);
    }

    @Override
    public Integer call() {
        if (Rights.of(rights).isEmpty()) {
            throw memory.wrong("--rights must be some of " + Rights.ALL + ", not " + rights);
        }
        var body = MemoryOptions.body().put("rights", rights);
        return memory.post(MemoryOptions.path(reference) + "/mint", body, MemoryViews::placed);
    }
}
