package multikernel.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "allocate",
        description = "Takes RAM from a core's memory server, which asks its peers when it has none left.",
        footer = {
            "",
            "The first line of the answer is the reference of the new capability.",
            "",
            "Examples:",
            "  multikernel memory allocate 64k",
            "  multikernel memory allocate 1M --core 1"
        })
final class MemoryAllocate implements Callable<Integer> {

    @Mixin
    private final MemoryOptions memory;

    @Parameters(
            paramLabel = "BYTES",
            converter = Bytes.class,
            description = "How much: a multiple of 4096 bytes; k, M, G and T stand for powers of 1024.")
    private long bytes;

    @Option(
            names = "--core",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "The core whose memory server gives it and whose table it is in; ${DEFAULT-VALUE} if not said.")
    private int core;

    MemoryAllocate(Map<String, String> environment) {
        this.memory = new MemoryOptions(environment);
    }

    @Override
    public Integer call() {
        var body = MemoryOptions.body().put("bytes", bytes).put("core", memory.core(core));
        return memory.post(MemoryOptions.PATH, body, MemoryViews::placed);
    }
}
