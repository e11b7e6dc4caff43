package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import multikernel.hardware.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When one thread of a slice fails the other does not wait for ever. The limit of time is there to fail, not to pass. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoThreadsTest {

    private static final IllegalArgumentException FAULT = new IllegalArgumentException("on purpose");

    static List<Supplier<Pipe>> pipes() {
        return PipeTest.pipes();
    }

    private static TwoThreads threads() {
        var cpus = Machine.probe().allowed();
        return new TwoThreads(
                cpus.getFirst().number(), cpus.get(Math.min(1, cpus.size() - 1)).number());
    }

    private static void fail() {
        throw FAULT;
    }

    private static void assertEndsWithTheFault(Runnable first, Runnable second) {
        var failure = assertThrows(IllegalStateException.class, () -> threads().run(first, second));
        assertSame(FAULT, failure.getCause());
    }

    @ParameterizedTest
    @MethodSource("pipes")
    void shouldEndAReceiverWhoseSenderFails(Supplier<Pipe> made) {
        try (var pipe = made.get()) {
            var outlet = pipe.outlet();
            assertEndsWithTheFault(TwoThreadsTest::fail, outlet::take);
            assertEndsWithTheFault(outlet::take, TwoThreadsTest::fail);
        }
    }

    @ParameterizedTest
    @MethodSource("pipes")
    void shouldEndASenderWhoseReceiverFails(Supplier<Pipe> made) {
        try (var pipe = made.get()) {
            var inlet = pipe.inlet();
            assertEndsWithTheFault(() -> putForEver(inlet), TwoThreadsTest::fail);
        }
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void putForEver(Pipe.Inlet inlet) {
        for (var value = 0; ; value++) {
            inlet.put(value);
        }
    }

    @Test
    void shouldRunBothToTheirEnds() {
        var ran = new int[2];
        threads().run(() -> ran[0]++, () -> ran[1]++);
        assertEquals(List.of(1, 1), List.of(ran[0], ran[1]));
    }
}
