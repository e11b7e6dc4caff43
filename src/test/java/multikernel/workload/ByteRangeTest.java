package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import multikernel.workload.ByteRange.Part;
import multikernel.workload.ByteRange.Unsatisfiable;
import multikernel.workload.ByteRange.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @Test
    void shouldCutARangeToWhatThereIs() {
        assertEquals(new Part(0, 0), ByteRange.of("bytes=0-0", 10));
        assertEquals(new Part(3, 9), ByteRange.of("bytes=3-", 10));
        assertEquals(new Part(3, 9), ByteRange.of("bytes=3-99999999999999999999", 10));
        assertEquals(new Part(8, 9), ByteRange.of("bytes=-2", 10));
        assertEquals(new Part(0, 9), ByteRange.of("bytes=-20", 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=99999999999999999999-", "bytes=-0"})
    void shouldSayWhenNoByteExists(String header) {
        assertEquals(Unsatisfiable.UNSATISFIABLE, ByteRange.of(header, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "lines=1-2", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=1-2,4-5", "bytes=+1-2"})
    void shouldServeTheWholeWhereNoSingleRangeIsAsked(String header) {
        assertEquals(Whole.WHOLE, ByteRange.of(header, 10));
    }

    @Test
    void shouldFindNoByteInAnEmptyFile() {
        assertEquals(Unsatisfiable.UNSATISFIABLE, ByteRange.of("bytes=0-", 0));
        assertEquals(Unsatisfiable.UNSATISFIABLE, ByteRange.of("bytes=-1", 0));
    }
}
