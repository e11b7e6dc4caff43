package multikernel.micro;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import multikernel.capability.Address;
import multikernel.capability.Capability;
import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.capability.Rights;
import multikernel.capability.Table;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A look into the table of a domain, and a slot that is filled and emptied. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class CapabilityBenchmark {

    private static final int HELD = 200;
    private static final int FRAME_BYTES = 4096;

    private final Table table = new Table();
    private final Capability more = frame(HELD);
    private Address looked = filled();

    private Address filled() {
        var last = table.reserve().orElseThrow();
        table.put(last, frame(0));
        for (var i = 1; i < HELD; i++) {
            last = table.reserve().orElseThrow();
            table.put(last, frame(i));
        }
        return last;
    }

    private static Capability frame(int number) {
        var id = new ObjectId(CoreId.of(0), 1, number);
        return new Capability(
                new Described(id, CapabilityType.FRAME, (long) number * FRAME_BYTES, FRAME_BYTES), Rights.ALL);
    }

    @Benchmark
    public Optional<Capability> look() {
        return table.at(looked);
    }

    @Benchmark
    public Capability fillAndEmpty() {
        var slot = table.reserve().orElseThrow();
        table.put(slot, more);
        return table.remove(slot);
    }

    /** Of another slot each time. */
    @Benchmark
    public Optional<Capability> lookAtTheNext() {
        looked = new Address(0, (looked.slot() + 1) % HELD);
        return table.at(looked);
    }
}
