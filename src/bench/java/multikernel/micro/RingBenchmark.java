package multikernel.micro;

import java.util.concurrent.TimeUnit;
import multikernel.urpc.Ring;
import multikernel.urpc.RingReader;
import multikernel.urpc.RingWriter;
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

/** A message of 56 bytes into a ring and out of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class RingBenchmark {

    private static final int CAPACITY = 1_024;
    private static final int BATCH = 16;

    private final RingWriter writer;
    private final RingReader reader;
    private long next;

    public RingBenchmark() {
        var memory = Ring.memory(CAPACITY);
        writer = RingWriter.over(memory);
        reader = RingReader.over(memory);
    }

    @Benchmark
    public long oneAtATime() {
        send();
        return take();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long inBatches() {
        for (var i = 0; i < BATCH; i++) {
            send();
        }
        var sum = 0L;
        for (var i = 0; i < BATCH; i++) {
            sum += take();
        }
        return sum;
    }

    /** What a core does in each turn for each ring on which nobody sends. */
    @Benchmark
    public boolean lookIntoAnEmptyOne() {
        return reader.isEmpty();
    }

    private void send() {
        if (writer.claim() < 0) {
            throw new IllegalStateException("every message is taken before the next batch");
        }
        for (var word = 0; word < Ring.PAYLOAD_WORDS; word++) {
            writer.put(word, next + word);
        }
        writer.publish(0);
        next++;
    }

    private long take() {
        if (reader.poll() < 0) {
            throw new IllegalStateException("a message was sent before");
        }
        var sum = 0L;
        for (var word = 0; word < Ring.PAYLOAD_WORDS; word++) {
            sum += reader.word(word);
        }
        reader.release();
        return sum;
    }
}
