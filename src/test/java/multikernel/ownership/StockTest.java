package multikernel.ownership;

import static multikernel.ownership.Talk.APP;
import static multikernel.ownership.Talk.PAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import multikernel.base.CoreId;
import org.junit.jupiter.api.Test;

/** What nobody can have before a lost core comes back is either that core's own or known to those who live. */
class StockTest {

    private static final long ALL = 48 * PAGE;

    private final Talk talk = new Talk(3, 16);

    @Test
    void shouldCountWhatACoreOwnsWhoeverHoldsCopiesOfIt() {
        var frame = talk.frame(1, 4);
        talk.copy(1, frame, 0);
        talk.allocate(1, 5);
        assertEquals(16 * PAGE, owned(1), "free, held by itself, held by others too");
        talk.allocate(1, 16);
        assertEquals(ALL, owned(0) + owned(1) + owned(2));
        talk.placed(1, new Request.Move(talk.allocate(1, 1), CoreId.of(0), APP));
        assertEquals(ALL, owned(0) + owned(1) + owned(2), "handed over");
        talk.check();
    }

    @Test
    void shouldGiveBackWhatALostCoreOwnedOnceItHasEnded() {
        var frame = talk.frame(1, 4);
        talk.copy(1, frame, 0);
        talk.suspect(1);
        talk.run();
        assertEquals(16 * PAGE, owned(1));
        assertEquals(ALL - 16 * PAGE, owned(0) + owned(2), "nobody has what a core that stands still owned");
        assertEquals(0, talk.cores[0].stock().quarantinedBytes(), "not the living's to count");
        talk.end(1);
        talk.run();
        assertEquals(ALL, owned(0) + owned(2));
    }

    @Test
    void shouldCountWhatIsOnItsWayToACoreThatIsLostAsInQuarantine() {
        talk.allocate(0, 16);
        talk.ask(0, new Request.Allocate(4 * PAGE));
        talk.deliver(0, 1);
        assertEquals(0, talk.cores[1].stock().quarantinedBytes(), "on its way");
        talk.suspect(0);
        assertEquals(8 * PAGE, talk.cores[1].stock().quarantinedBytes());
        assertEquals(ALL, owned(0) + owned(1) + owned(2) + 8 * PAGE);
        talk.end(0);
        talk.run();
        assertEquals(0, talk.cores[1].stock().quarantinedBytes());
        assertEquals(ALL, owned(1) + owned(2));
    }

    private long owned(int core) {
        return talk.cores[core].stock().ownedBytes();
    }
}
