package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import multikernel.hardware.Machine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pipe really moves what it is measured with: a stream checks that each message is the next one. */
class PipeTest {

    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int CAPACITY = 64;

    static List<Supplier<Pipe>> pipes() {
        return List.of(
                () -> new RingPipe(CAPACITY),
                () -> new JctoolsPipe(CAPACITY, true),
                () -> new JctoolsPipe(CAPACITY, false),
                () -> new AgronaPipe(CAPACITY),
                () -> new DisruptorPipe(CAPACITY),
                () -> new AeronPipe(7));
    }

    private static TwoThreads threads() {
        var cpus = Machine.probe().allowed();
        return new TwoThreads(
                cpus.getFirst().number(), cpus.get(Math.min(1, cpus.size() - 1)).number());
    }

    @ParameterizedTest
    @MethodSource("pipes")
    void shouldMoveMessagesInOrderSliceAfterSlice(Supplier<Pipe> pipe) {
        for (var isStream : List.of(true, false)) {
            try (var subject = new PipeSubject("it", Map.of(), threads(), pipe.get(), pipe.get(), isStream)) {
                for (int slice = 0; slice < 3; slice++) {
                    var found = subject.slice(NANOS);
                    assertTrue(found.operations() > 0, found.toString());
                    assertTrue(found.max() >= found.value(), found.toString());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pipes")
    void shouldReadWhatWasWritten(Supplier<Pipe> made) {
        try (var pipe = made.get()) {
            var inlet = pipe.inlet();
            var outlet = pipe.outlet();
            for (long value = 0; value < 5; value++) {
                inlet.put(value);
                assertEquals(value, outlet.take());
            }
            inlet.put(Pipe.END);
            assertEquals(Pipe.END, outlet.take());
        }
    }
}
