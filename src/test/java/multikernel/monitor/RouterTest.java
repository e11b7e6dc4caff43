package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.LongStream;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.View;
import multikernel.monitor.Router.Way;
import org.junit.jupiter.api.Test;

class RouterTest {

    private static final CoreId PEER = CoreId.of(3);

    private final Router<Envelope> router = new Router<>(2);
    private final View fifth = new View(5, List.of(new Member(PEER, 2, true)));

    @Test
    void shouldDeliverWhatWasSentInThisViewOrBefore() {
        assertEquals(Way.DELIVER, router.arrive(fifth, sent(2, 5)));
        assertEquals(Way.DELIVER, router.arrive(fifth, sent(2, 4)));
    }

    @Test
    void shouldRefuseAnOtherIncarnation() {
        assertEquals(Way.REFUSE, router.arrive(fifth, sent(1, 5)));
        assertEquals(Way.REFUSE, router.arrive(fifth, sent(3, 5)));
    }

    @Test
    void shouldHoldWhatIsOfALaterViewUntilThatViewHasCome() {
        assertEquals(Way.HOLD, router.arrive(fifth, sent(3, 6)));
        assertEquals(Way.HOLD, router.arrive(fifth, sent(3, 7)));
        assertEquals(List.of(), router.release(fifth));
        assertEquals(List.of(sent(3, 6)), router.release(view(6)));
        assertEquals(List.of(sent(3, 7)), router.release(view(9)));
        assertEquals(List.of(), router.release(view(9)));
    }

    @Test
    void shouldReleaseInTheOrderOfTheChannel() {
        var roomy = new Router(10);
        var sent =
                LongStream.of(6, 6, 7, 7, 8).mapToObj(number -> sent(3, number)).toList();
        sent.forEach(envelope -> roomy.arrive(fifth, envelope));
        assertEquals(sent, roomy.release(view(8)));
    }

    @Test
    void shouldFailRatherThanLoseOneMessageOfAChannel() {
        router.arrive(fifth, sent(3, 6));
        router.arrive(fifth, sent(3, 6));
        assertThrows(IllegalStateException.class, () -> router.arrive(fifth, sent(3, 6)));
    }

    private static View view(long number) {
        return new View(number, List.of(new Member(PEER, 3, true)));
    }

    private static Envelope sent(int incarnation, long view) {
        return new Envelope(PEER, incarnation, view, new Intermon.Bound());
    }
}
