package multikernel.urpc;

import static multikernel.urpc.StoreBuffers.END;
import static multikernel.urpc.StoreBuffers.WRONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import multikernel.urpc.StoreBuffers.Found;
import multikernel.urpc.StoreBuffers.Order;
import multikernel.urpc.StoreBuffers.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The {@link Ring}'s flow control in every run of a writer and a reader: {@link #MESSAGES} messages of two words
 * through two lines. What is read is the message that is due, whole; nobody gets stuck.
 */
class RingOrderTest {

    private static final int MESSAGES = 4;
    private static final int CAPACITY = 2;

    /** A line is two words of payload, then its header. */
    private static final int LINE = 3;

    private static final int HEADER = 2;
    private static final int PUBLISHED = CAPACITY * LINE;
    private static final int CELLS = PUBLISHED + 1;

    /** The only register: messages sent, or received. */
    private static final int COUNT = 0;

    private enum Mistake {
        HEADER_BEFORE_PAYLOAD,
        ONE_TOO_MANY,
        GIVEN_BACK_BEFORE_READ,
        PAYLOAD_READ_BEFORE_HEADER,
        /** Only a processor that turns stores round shows it. */
        PLAIN_HEADER
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void shouldReadWhatWasSentWithoutAFence(Order order) {
        assertEquals(Found.NOTHING, search(order, EnumSet.noneOf(Mistake.class)));
    }

    @ParameterizedTest
    @EnumSource(value = Mistake.class, mode = EnumSource.Mode.EXCLUDE, names = "PLAIN_HEADER")
    void shouldFindEachMistakeOnThisKindOfProcessor(Mistake mistake) {
        assertEquals(Found.WRONG, search(Order.TOTAL, EnumSet.of(mistake)));
    }

    @Test
    void shouldFindAPlainHeaderOnAProcessorThatTurnsStoresRoundOnly() {
        assertEquals(Found.NOTHING, search(Order.TOTAL, EnumSet.of(Mistake.PLAIN_HEADER)));
        assertEquals(Found.WRONG, search(Order.PARTIAL, EnumSet.of(Mistake.PLAIN_HEADER)));
    }

    private static Found search(Order order, Set<Mistake> mistakes) {
        return StoreBuffers.search(order, CELLS, List.of(writer(mistakes), reader(mistakes)));
    }

    private static List<Step> writer(Set<Mistake> mistakes) {
        var room = CAPACITY + (mistakes.contains(Mistake.ONE_TOO_MANY) ? 1 : 0);
        var headerFirst = mistakes.contains(Mistake.HEADER_BEFORE_PAYLOAD);
        Step awaitRoom = self -> {
            var sent = self.register(COUNT);
            if (sent == MESSAGES) {
                return END;
            }
            return sent - self.load(PUBLISHED) < room ? headerFirst ? 3 : 1 : 0;
        };
        Step first = self -> {
            self.store(line(self.register(COUNT)), self.register(COUNT) + 1);
            return 2;
        };
        Step second = self -> {
            self.store(line(self.register(COUNT)) + 1, self.register(COUNT) + 1);
            return headerFirst ? 4 : 3;
        };
        Step header = self -> {
            var sent = self.register(COUNT);
            if (mistakes.contains(Mistake.PLAIN_HEADER)) {
                self.store(line(sent) + HEADER, sent + 1);
            } else {
                self.release(line(sent) + HEADER, sent + 1);
            }
            return headerFirst ? 1 : 4;
        };
        Step count = self -> {
            self.register(COUNT, self.register(COUNT) + 1);
            return 0;
        };
        return List.of(awaitRoom, first, second, header, count);
    }

    private static List<Step> reader(Set<Mistake> mistakes) {
        var early = mistakes.contains(Mistake.GIVEN_BACK_BEFORE_READ);
        var peeks = mistakes.contains(Mistake.PAYLOAD_READ_BEFORE_HEADER);
        Step awaitHeader = self -> {
            var received = self.register(COUNT);
            if (received == MESSAGES) {
                return END;
            }
            var due = self.load(line(received) + HEADER) == received + 1;
            return !due ? peeks ? 4 : 0 : early ? 3 : peeks ? 5 : 1;
        };
        Step first = self -> check(self.load(line(self.register(COUNT))), self.register(COUNT), 2);
        Step second = self -> check(self.load(line(self.register(COUNT)) + 1), self.register(COUNT), early ? 6 : 3);
        Step giveBack = self -> {
            self.release(PUBLISHED, self.register(COUNT) + 1);
            return early ? 1 : 6;
        };
        Step peek = self -> {
            self.register(1, self.load(line(self.register(COUNT))));
            return 0;
        };
        Step believe = self -> check(self.register(1), self.register(COUNT), 2);
        Step count = self -> {
            self.register(COUNT, self.register(COUNT) + 1);
            return peeks ? 4 : 0;
        };
        return List.of(awaitHeader, first, second, giveBack, peek, believe, count);
    }

    private static int check(int word, int received, int next) {
        return word == received + 1 ? next : WRONG;
    }

    private static int line(int position) {
        return position % CAPACITY * LINE;
    }
}
