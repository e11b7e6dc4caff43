package multikernel.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import multikernel.capability.CapabilityType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retype",
        description = "Makes new objects out of one, one after the other. Frames are zeroed before they are given.",
        footer = {
            "",
            "What can be made: frames, tables and dispatchers from RAM, smaller ranges from RAM and from frames,",
            "endpoints from a dispatcher. The answer begins with one reference a line.",
            "",
            "Examples:",
            "  multikernel memory retype REF --type frame --count 4",
            "  multikernel memory retype REF --type ram --count 1 --bytes 64k --offset 64k"
        })
final class MemoryRetype implements Callable<Integer> {

    @Mixin
    private final MemoryOptions memory;

    @Parameters(paramLabel = "REF", description = "What they are made from.")
    private String reference = "";

    @Option(
            names = "--type",
            required = true,
            paramLabel = "TYPE",
            description = "What they are to be: ram, frame, device-frame, table, dispatcher or endpoint.")
    private String type = "";

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many; ${DEFAULT-VALUE} if not said.")
    private int count;

    @Option(
            names = "--bytes",
            paramLabel = "B",
            converter = Bytes.class,
            description = "The size of each, such as 4096, 4k or 1M; as much as fits equally if not said.")
    private @Nullable Long bytes;

    @Option(
            names = "--offset",
            paramLabel = "O",
            defaultValue = "0",
            converter = Bytes.class,
            description = "Where in the object the first one begins, in bytes; ${DEFAULT-VALUE} if not said.")
    private long offset;

    MemoryRetype(Map<String, String> environment) {
        this.memory = new MemoryOptions(environment);
    }

    @Override
    public Integer call() {
        if (CapabilityType.of(type).isEmpty()) {
            throw memory.wrong("--type must be ram, frame, device-frame, table, dispatcher or endpoint, not " + type);
        }
        if (count < 1) {
            throw memory.wrong("--count must be 1 or more, not " + count);
        }
        var body = MemoryOptions.body().put("type", type).put("count", count).put("offset", offset);
        if (bytes != null) {
            body.put("bytes", bytes);
        }
        return memory.post(MemoryOptions.path(reference) + "/retype", body, MemoryViews::retyped);
    }
}
