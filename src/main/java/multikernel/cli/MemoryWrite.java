package multikernel.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "write",
        description = "Writes bytes into a frame through a core's own view, on its thread.",
        footer = {
            "",
            "Refused as not-mapped where the core has no view, read-only where it was mapped so. At most 16 KiB.",
            "",
            "Example:",
            "  multikernel memory write REF --core 1 --offset 0 --hex c0ffee"
        })
final class MemoryWrite implements Callable<Integer> {

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
            description = "Where the first byte goes, in bytes; ${DEFAULT-VALUE} if not said.")
    private long offset;

    @Option(names = "--hex", required = true, paramLabel = "H", description = "The bytes, two hexadecimal digits each.")
    private String hex = "";

    MemoryWrite(Map<String, String> environment) {
        this.memory = new MemoryOptions(environment);
    }

    @Override
    public Integer call() {
        if (!hex.matches("([0-9A-Fa-f]{2})+")) {
            throw memory.wrong("--hex must be two hexadecimal digits for each byte");
        }
        var body = MemoryOptions.body()
                .put("core", memory.core(core))
                .put("offset", offset)
                .put("hex", hex);
        return memory.post(MemoryOptions.path(reference) + "/bytes", body, MemoryViews::written);
    }
}
