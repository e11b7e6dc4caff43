package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final int MEAN = 10_000;
    private static final int COUNT = 200_000;
    private final SplittableRandom random = new SplittableRandom(1);

    private long[] gaps(Arrivals arrivals) {
        return IntStream.range(0, COUNT)
                .mapToLong(each -> arrivals.gap(random, MEAN))
                .sorted()
                .toArray();
    }

    @Test
    void shouldComeAtEqualGapsWhenPeriodic() {
        var gaps = gaps(Arrivals.PERIODIC);
        assertEquals(MEAN, gaps[0]);
        assertEquals(MEAN, gaps[COUNT - 1]);
    }

    @Test
    void shouldSpreadGapsExponentiallyWhenPoisson() {
        var gaps = gaps(Arrivals.POISSON);
        var mean = IntStream.range(0, COUNT).mapToLong(at -> gaps[at]).sum() / (double) COUNT;
        assertEquals(MEAN, mean, 0.02 * MEAN);
        assertEquals(MEAN * Math.log(2), gaps[COUNT / 2], 0.02 * MEAN);
        assertEquals(MEAN * Math.log(100), gaps[COUNT - COUNT / 100], 0.2 * MEAN);
    }
}
