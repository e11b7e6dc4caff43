package multikernel.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "map",
        description = "Makes a view of a frame on each of these cores; one without a copy is given one first.",
        footer = {
            "",
            "A view belongs to its core's thread alone. One that is there already is replaced.",
            "",
            "Examples:",
            "  multikernel memory map REF --cores 0,1",
            "  multikernel memory map REF --cores all --access write"
        })
final class MemoryMap implements Callable<Integer> {

    @Mixin
    private final MemoryOptions memory;

    @Parameters(paramLabel = "REF", description = "The frame.")
    private String reference = "";

    @Option(names = "--cores", required = true, paramLabel = "0,1|all", description = "The cores that are to see it.")
    private String cores = "";

    @Option(
            names = "--access",
            paramLabel = "read|write",
            defaultValue = "read",
            description = "Whether the views can be written to as well; ${DEFAULT-VALUE} if not said.")
    private String access = "read";

    MemoryMap(Map<String, String> environment) {
        this.memory = new MemoryOptions(environment);
    }

    @Override
    public Integer call() {
        if (!access.equals("read") && !access.equals("write")) {
            throw memory.wrong("--access must be read or write, not " + access);
        }
        var body = MemoryOptions.body();
        memory.putCores(body, cores);
        body.put("access", access);
        return memory.post(MemoryOptions.path(reference) + "/map", body, MemoryViews::mapped);
    }
}
