package multikernel.multicast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import multikernel.codec.Bytes;
import multikernel.multicast.LineWord.Piece;
import org.junit.jupiter.api.Test;

/** Letters between two members come once and in order, however often the channels between them end. */
class LineTest {

    private final Line here = new Line();
    private final Line there = new Line();

    private static Bytes letter(int number, int length) {
        var octets = new byte[length];
        new Random(number).nextBytes(octets);
        return Bytes.copyOf(octets);
    }

    /** So many pieces go; the letters that are whole with them. */
    private List<Bytes> goes(int pieces) {
        var letters = new ArrayList<Bytes>();
        for (int left = pieces; left > 0; left--) {
            var next = here.next();
            if (next == null) {
                return letters;
            }
            here.sent();
            there.heard(next).ifPresent(letters::add);
        }
        return letters;
    }

    private void acknowledges() {
        var took = there.owed();
        if (took != null) {
            there.told(took);
            here.acknowledged(took.number());
        }
    }

    @Test
    void shouldPutLongLettersTogetherAgain() {
        var all = List.of(letter(1, 0), letter(2, 100_000), letter(3, LineWord.PIECE_BYTES_MAX), letter(4, 7));
        all.forEach(here::put);
        assertEquals(all, goes(100));
        acknowledges();
        assertTrue(here.isIdle() && there.isIdle());
    }

    @Test
    void shouldSendAgainWhatIsNotKnownToBeTakenAndTakeItOnce() {
        for (int number = 0; number < 10; number++) {
            here.put(letter(number, 10));
        }
        assertEquals(4, goes(4).size());
        acknowledges();
        assertEquals(3, goes(3).size());
        here.again();
        assertEquals(5, Objects.requireNonNull(here.next()).number(), "the first that is not known to be taken");
        assertEquals(List.of(letter(7, 10), letter(8, 10), letter(9, 10)), goes(100), "three were there already");
        assertNull(here.next());
        acknowledges();
        assertTrue(here.isIdle());
    }

    @Test
    void shouldSayOverANewChannelWhatItHasTaken() {
        here.put(letter(1, 10));
        goes(1);
        there.told(Objects.requireNonNull(there.owed()));
        assertNull(there.owed());
        there.again();
        acknowledges();
        assertTrue(here.isIdle());
    }

    @Test
    void shouldRefuseAGap() {
        assertThrows(IllegalStateException.class, () -> there.heard(new Piece(2, true, Bytes.EMPTY)));
    }

    @Test
    void shouldRefuseWhatIsTooLong() {
        var tooLong = Bytes.copyOf(new byte[Line.LETTER_BYTES_MAX + 1]);
        assertThrows(IllegalStateException.class, () -> here.put(tooLong));
    }
}
