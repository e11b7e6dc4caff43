package multikernel.ownership;

import static multikernel.ownership.Talk.PAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.Range;
import org.junit.jupiter.api.Test;

class AllocatingTest {

    private final Talk talk = new Talk(3, 16);

    @Test
    void shouldStealDoubleFromTheNextPeerAndKeepTheRest() {
        talk.allocate(0, 16);
        talk.allocate(0, 4);
        assertEquals(8 * PAGE, talk.cores[1].availableBytes());
        assertEquals(4 * PAGE, talk.cores[0].availableBytes());
        talk.allocate(0, 5);
        assertEquals(6 * PAGE, talk.cores[2].availableBytes(), "the next in the round");
        talk.check();
    }

    @Test
    void shouldTakeWhatIsAskedWhereThereIsNoDouble() {
        talk.allocate(0, 16);
        talk.allocate(0, 12);
        assertEquals(4 * PAGE, talk.cores[1].availableBytes());
        talk.check();
    }

    @Test
    void shouldSayThatNoMemoryServerHasARangeOfThisSize() {
        talk.refused(
                Refusal.OUT_OF_MEMORY, "69632 bytes, and 65536 free on core-0", 0, new Request.Allocate(17 * PAGE));
        talk.refused(Refusal.BAD_SIZE, "4097 is no multiple of 4096", 0, new Request.Allocate(4097));
        talk.refused(Refusal.BAD_SIZE, "0 is no multiple of 4096", 0, new Request.Allocate(0));
        talk.refused(Refusal.NO_SUCH_DOMAIN, "nobody has no table on core-0", 0, "nobody", new Request.Allocate(PAGE));
        talk.check();
    }

    @Test
    void shouldServeWhoWaitsInOrder() {
        talk.allocate(0, 16);
        var one = talk.ask(0, new Request.Allocate(4 * PAGE));
        var two = talk.ask(0, new Request.Allocate(4 * PAGE));
        var three = talk.ask(0, new Request.Allocate(20 * PAGE));
        var four = talk.ask(0, new Request.Allocate(PAGE));
        talk.run();
        talk.done(one);
        talk.done(two);
        talk.done(four);
        assertEquals(
                Refusal.OUT_OF_MEMORY,
                ((multikernel.base.Outcome.Refused) talk.answer(three).outcome()).refusal());
        talk.check();
    }

    @Test
    void shouldCountWhatIsGivenAwayAsItsOwnUntilItIsTaken() {
        talk.allocate(0, 16);
        talk.ask(0, new Request.Allocate(4 * PAGE));
        talk.deliver(0, 1);
        assertEquals(
                List.of(8L * PAGE),
                talk.cores[1].given().stream().map(Range::bytes).toList());
        talk.run();
        talk.check();
    }

    @Test
    void shouldRefuseMoreThanItMayAwait() {
        var few = new Talk(2, 16, new OwnershipLimits(1, 8, 8, 8, 8, 8), multikernel.agreement.Trees::sequential);
        var frame = few.frame(0, 1);
        var one = few.ask(0, new Request.Copy(frame, CoreId.of(1), Talk.APP));
        few.refused(Refusal.BUSY, "core-0 awaits 1", few.ask(0, new Request.Identify(frame)));
        few.run();
        few.done(one);
        few.check();
    }
}
