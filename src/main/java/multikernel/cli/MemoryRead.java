package multikernel.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "read",
        description = "Shows bytes of a frame as a core sees them: through that core's own view, on its thread.",
        footer = {
            "",
            "Refused as not-mapped where the core has no view, out-of-range beyond the frame's end. At most 16 KiB.",
            "",
            "Example:",
            "  multikernel memory read REF --core 1 --offset 0 --bytes 64"
        })
final class MemoryRead implements Callable<Integer> {

    @Mixin
    private final MemoryOptions memory;

    @Parameters(paramLabel = "REF", description = "The frame.")
    private String reference = "";

    @Option(names = "--core", required = true, paramLabel = "N", description = "The core whose view it is.")
    private int core;

    @Option(
            names = "--offset",
            paramLabel = "O",
            defaultValue = "0",
            converter = Bytes.class,
            description = "The first byte's place in the frame, in bytes; ${DEFAULT-VALUE} if not said.")
    private long offset;

    @Option(
            names = "--bytes",
            paramLabel = "B",
            defaultValue = "64",
            converter = Bytes.class,
            description = "How many bytes; ${DEFAULT-VALUE} if not said.")
    private long bytes;

    MemoryRead(Map<String, String> environment) {
        this.memory = new MemoryOptions(environment);
    }

    @Override
    public Integer call() {
        var query = "?core=" + memory.core(core) + "&offset=" + offset + "&bytes=" + bytes;
        return memory.get(MemoryOptions.path(reference) + "/bytes" + query, MemoryViews::dump);
    }
}
