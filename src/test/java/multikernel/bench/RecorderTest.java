package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RecorderTest {

    private final Recorder recorder = new Recorder();

    @Test
    void shouldKnowExactlyWhatIsShort() {
        for (int nanos = 1; nanos <= 100; nanos++) {
            recorder.record(nanos);
        }
        assertEquals(new Slice(100, 5_050, 50, 99, 100, 100), recorder.roundTrips(5_050));
    }

    @Test
    void shouldKnowWhatIsLongToThreeDigits() {
        recorder.record(100);
        recorder.record(20_000);
        recorder.record(1_000_000);
        assertEquals(20_000, recorder.at(0.5), 20);
        assertEquals(1_000_000, recorder.at(0.99), 1_000);
        assertEquals(1_000_000, recorder.max());
    }

    @Test
    void shouldTakeTheMeanOfAStreamAndTheTailOfItsBatches() {
        recorder.record(10_000);
        recorder.record(40_000);
        var slice = recorder.stream(1_000, 25_000, 100);
        assertEquals(25, slice.value());
        assertEquals(400, slice.max());
        assertEquals(400, slice.p99(), 1);
    }

    @Test
    void shouldForgetWhenCleared() {
        recorder.record(5);
        recorder.record(50_000);
        recorder.clear();
        assertEquals(0, recorder.count());
        assertEquals(0, recorder.at(0.5));
        recorder.record(7);
        assertEquals(new Slice(1, 7, 7, 7, 7, 7), recorder.roundTrips(7));
    }
}
