package multikernel.ownership;

import static multikernel.ownership.Talk.APP;
import static multikernel.ownership.Talk.PAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.CapabilityType;
import org.junit.jupiter.api.Test;

class DeletingTest {

    private final Talk talk = new Talk(3, 16);

    @Test
    void shouldGiveMemoryBackWithTheLastCopyOfAll() {
        var ram = talk.allocate(0, 4);
        var frame = talk.placed(0, new Request.Retype(ram, 0, CapabilityType.FRAME, 1, PAGE))
                .getFirst()
                .address();
        var there = talk.copy(0, frame, 1);
        talk.placed(0, new Request.Delete(ram));
        assertEquals(2, talk.cores[0].objects().size(), "what is made from it keeps it as a ghost");
        talk.placed(0, new Request.Delete(frame));
        talk.check();
        assertEquals(12 * PAGE, talk.cores[0].availableBytes());
        talk.placed(1, new Request.Delete(there));
        assertEquals(16 * PAGE, talk.cores[0].availableBytes());
        talk.check();
    }

    @Test
    void shouldEndAnObjectOnceThoughTwoCoresDeleteTheirLastCopies() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        var further = talk.copy(0, frame, 2);
        talk.placed(0, new Request.Delete(frame));
        var one = talk.ask(1, new Request.Delete(there));
        var two = talk.ask(2, new Request.Delete(further));
        talk.run();
        talk.done(one);
        talk.done(two);
        assertEquals(16 * PAGE, talk.cores[0].availableBytes());
        talk.check();
    }

    @Test
    void shouldCloseTheViewsOfWhatItDeletesBeforeTheOwnerHears() {
        var frame = talk.frame(0, 1);
        talk.placed(0, new Request.MapOn(frame, List.of(CoreId.of(1)), true));
        var there = talk.slots(1).getFirst().address();
        talk.ask(1, new Request.Delete(there));
        assertTrue(talk.open.isEmpty());
        talk.run();
        talk.check();
    }

    @Test
    void shouldDeleteEverythingOfADomainThatEnds() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        talk.copy(1, there, 1);
        talk.allocate(1, 3);
        talk.placed(1, new Request.MapOn(there, List.of(CoreId.of(1)), false));
        talk.tell(1, new OwnershipEvent.DomainEnded(APP));
        talk.run();
        assertTrue(talk.open.isEmpty());
        assertEquals(List.of(), talk.cores[1].objects());
        assertEquals(List.of(CoreId.of(0)), talk.slot(0, frame).sharers());
        talk.check();
        talk.refused(Refusal.NO_SUCH_DOMAIN, "app has no table on core-1", 1, new Request.Identify(there));
    }

    @Test
    void shouldEndAnObjectWhoseHoldersGoWhileItIsBeingRevoked() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        talk.copy(0, frame, 2);
        talk.placed(0, new Request.Delete(frame));
        talk.ask(1, new Request.Revoke(there));
        talk.deliverAll(1, 0);
        talk.tell(1, new OwnershipEvent.DomainEnded(APP));
        talk.run();
        assertEquals(16 * PAGE, talk.cores[0].availableBytes());
        talk.check();
    }
}
