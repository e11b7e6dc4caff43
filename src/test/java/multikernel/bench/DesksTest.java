package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit of time is there to fail, not to pass. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DesksTest {

    record Word(long number) {}

    private static final Codec<Word> CODEC =
            Codec.of(MethodHandles.lookup(), Word.class, new CodecLimits(1 << 10, 1 << 10, 1 << 10));

    private static Desks<Word> star(int cores, boolean isCrowded) {
        var desks = new Desks<>(CODEC, cores, isCrowded);
        for (int core = 1; core < cores; core++) {
            desks.connect(0, core);
        }
        return desks;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCarryWordsBothWaysInOrderWhetherDesksSleepOrNotSliceAfterSlice(boolean isCrowded) {
        var desks = star(3, isCrowded);
        for (int slice = 1; slice <= 3; slice++) {
            var heard = new ArrayList<List<Long>>(List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            var number = slice;
            Crowd.free(3).run(() -> lead(desks, number, heard), other -> () -> echo(desks, other + 1, number));
            assertEquals(List.of(List.of(), List.of(1L, 2L, 3L), List.of(1L, 2L, 3L)), heard);
        }
    }

    private static void lead(Desks<Word> desks, long slice, List<List<Long>> heard) {
        try {
            var desk = desks.desk(0, slice);
            for (int word = 1; word <= 3; word++) {
                desk.send(1, new Word(word));
                desk.send(2, new Word(word));
            }
            while (heard.get(1).size() + heard.get(2).size() < 6) {
                desk.turn((from, word) -> heard.get(from).add(word.number()));
            }
        } finally {
            desks.end(slice);
        }
    }

    private static void echo(Desks<Word> desks, int core, long slice) {
        var desk = desks.desk(core, slice);
        desk.serve((from, word) -> desk.send(from, word));
    }

    @Test
    void shouldEndASliceForThoseWhoSleep() {
        var desks = star(2, true);
        Crowd.free(2).run(() -> desks.end(1), other -> () -> desks.desk(1, 1).serve((from, word) -> {}));
    }

    @Test
    void shouldSendNothingWhereNoRingGoes() {
        var desks = star(3, false);
        assertThrows(IllegalArgumentException.class, () -> desks.desk(1, 1).send(2, new Word(1)));
    }
}
