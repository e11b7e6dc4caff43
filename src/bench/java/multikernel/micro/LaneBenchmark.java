package multikernel.micro;

import java.util.concurrent.TimeUnit;
import multikernel.urpc.Lane;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A reference and its address into a lane and out of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class LaneBenchmark {

    private static final int CAPACITY = 1_024;
    private static final int BATCH = 64;

    private final Lane<String, Object> lane = new Lane<>(CAPACITY);
    private final Lane.Receiver<String, Object> receiver = this::receive;
    private final Object message = new Object();
    private int received;

    private void receive(@Nullable String address, Object taken) {
        received += taken == message ? 1 : 0;
    }

    @Benchmark
    public int oneAtATime() {
        lane.offer("address", message);
        lane.drain(receiver, Lane.RUN);
        return received;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int inBatches() {
        for (var i = 0; i < BATCH; i++) {
            lane.offer("address", message);
        }
        lane.drain(receiver, BATCH);
        return received;
    }

    /** What a core does in each turn for each lane that is not at rest. */
    @Benchmark
    public boolean lookIntoAnEmptyOne() {
        return lane.isEmpty();
    }
}
