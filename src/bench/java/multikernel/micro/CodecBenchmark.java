package multikernel.micro;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.TimeUnit;
import multikernel.codec.BadMessage;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A message of two numbers, which fits a line, and one with a text and a list, which takes several. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class CodecBenchmark {

    /** What is sent. */
    public sealed interface Order {

        record Move(long from, long to) implements Order {}

        record Report(String text, List<Long> counts) implements Order {
            public Report {
                counts = List.copyOf(counts);
            }
        }
    }

    private static final int BYTES = 1 << 12;

    private final Codec<Order> codec = Codec.of(MethodHandles.lookup(), Order.class, CodecLimits.DEFAULT);
    private final MemorySegment memory = Arena.ofAuto().allocate(BYTES);
    private final MemorySegment moved = Arena.ofAuto().allocate(BYTES);
    private final MemorySegment reported = Arena.ofAuto().allocate(BYTES);
    private final Order move = new Order.Move(7, 4_711);
    private final Order report =
            new Order.Report("what a core has done since it was asked", List.of(1L, 300L, 70_000L));
    private final int moveBytes = codec.encode(move, moved, 0);
    private final int reportBytes = codec.encode(report, reported, 0);

    @Benchmark
    public int encodeALine() {
        return codec.encode(move, memory, 0);
    }

    @Benchmark
    public Order decodeALine() throws BadMessage {
        return codec.decode(moved, 0, moveBytes);
    }

    @Benchmark
    public int encodeTextAndList() {
        return codec.encode(report, memory, 0);
    }

    @Benchmark
    public Order decodeTextAndList() throws BadMessage {
        return codec.decode(reported, 0, reportBytes);
    }
}
