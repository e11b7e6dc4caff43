package multikernel.multicast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.CoreId;
import org.junit.jupiter.api.Test;

/** Each message goes to one member: which, and what becomes of it when that ends. */
class AnycastsTest {

    private static final Seat NEAR = new Seat(CoreId.of(1), 1);
    private static final Seat FAR = new Seat(CoreId.of(2), 2);

    private final List<String> sent = new ArrayList<>();
    private final Anycasts<String> anycasts = new Anycasts<>(
            2, core -> core.index() * 100L, (to, number, message) -> sent.add(message + " " + to + " " + number));

    private void both() {
        anycasts.members(List.of(NEAR, FAR), List.of(NEAR, FAR));
    }

    @Test
    void shouldChooseWhoHasLeastToTakeAndTheNearestOfSeveral() {
        both();
        anycasts.cast("a");
        anycasts.cast("b");
        anycasts.cast("c");
        anycasts.taken(FAR, 1);
        anycasts.cast("d");
        assertEquals(List.of("a core-1@1 1", "b core-2@2 1", "c core-1@1 2", "d core-2@2 2"), sent);
    }

    @Test
    void shouldBeBusyOnceNobodyHasRoomAndGoOnWhenSomebodyHasTaken() {
        both();
        for (int each = 0; each < 4; each++) {
            assertEquals(Said.ACCEPTED, anycasts.cast("" + each));
        }
        assertEquals(Said.BUSY, anycasts.cast("more"));
        anycasts.taken(NEAR, 2);
        assertEquals(Said.ACCEPTED, anycasts.cast("more"));
    }

    @Test
    void shouldGiveToAnotherWhatAMemberHadNotTakenWhenItEnded() {
        both();
        anycasts.cast("a");
        anycasts.cast("b");
        anycasts.cast("c");
        anycasts.taken(NEAR, 1);
        anycasts.members(List.of(FAR), List.of(FAR));
        assertEquals("c core-2@2 2", sent.getLast());
        assertEquals(1, anycasts.retried());
    }

    @Test
    void shouldKeepWhatNobodyHasRoomForAheadOfWhatIsNew() {
        both();
        for (int each = 0; each < 4; each++) {
            anycasts.cast("" + each);
        }
        anycasts.members(List.of(FAR), List.of(FAR));
        anycasts.taken(FAR, 1);
        assertFalse(anycasts.hasRoom());
        assertEquals(Said.BUSY, anycasts.cast("new"));
        assertEquals("0 core-2@2 3", sent.getLast());
    }

    @Test
    void shouldGiveNothingNewToWhoLeavesAndBelieveNoEarlierStart() {
        both();
        anycasts.members(List.of(NEAR, FAR), List.of(FAR));
        anycasts.cast("a");
        assertEquals(List.of("a core-2@2 1"), sent);
        anycasts.taken(new Seat(FAR.core(), 7), 1);
        anycasts.cast("b");
        assertEquals(Said.BUSY, anycasts.cast("c"));
    }

    @Test
    void shouldBeClosedWithoutMembers() {
        assertEquals(Said.CLOSED, anycasts.cast("a"));
    }
}
