package multikernel.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** The hand-off in C. */
record CLine(CProgram program, List<String> cpus) implements LineProbe {

    private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    @Override
    public String name() {
        return "a C line hand-off";
    }

    @Override
    public double roundTripNanos() {
        return program.ask(cpus, "round-trip", PROBE_NANOS).value();
    }

    @Override
    public void close() {}
}
