package multikernel.multicast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.CoreId;
import org.junit.jupiter.api.Test;

/** Each message goes to one member: which, and what becomes of it when that ends. */
class AnycastsTest {

    private static final Seat NEAR = new Seat(CoreId.of(1), 1);
    private static final Seat FAR = new Seat(CoreId.of(2), 2);

    private long now;
    private final List<String> sent = new ArrayList<>();
    private final Anycasts<String> anycasts = new Anycasts<>(
            2, core -> core.index() * 100L, (to, number, message) -> sent.add(message + " " + to + " " + number));

    private void both() {
        anycasts.members(List.of(NEAR, FAR), List.of(NEAR, FAR), now);
    }

    @Test
    void shouldChooseTheNearestAndThenWhoIsExpectedToBeDoneFirst() {
        both();
        anycasts.cast("a", now);
        anycasts.cast("b", now);
        assertEquals(List.of("a core-1@1 1", "b core-1@1 2"), sent);
        anycasts.cast("c", now);
        assertEquals("c core-2@2 1", sent.getLast());
    }

    @Test
    void shouldGiveLittleToWhoIsSlowAndNowAndThenOneToSeeWhetherItStillIs() {
        both();
        long toNear = 0;
        for (int each = 0; each < 10_000; each++) {
            anycasts.cast("m", now);
            var isNear = sent.getLast().contains("core-1");
            toNear += isNear ? 1 : 0;
            now += isNear ? 1_000_000 : 300;
            var number = Long.parseLong(sent.getLast().substring(sent.getLast().lastIndexOf(' ') + 1));
            anycasts.done(isNear ? NEAR : FAR, number, now);
        }
        assertTrue(toNear > 5 && toNear < 100, toNear + " of 10000 went to the slow one");
    }

    @Test
    void shouldLetNobodyElseHaveWhatWasTakenThoughItsMemberEndsBeforeItIsDone() {
        both();
        anycasts.cast("a", now);
        anycasts.taken(NEAR, 1);
        anycasts.members(List.of(FAR), List.of(FAR), now);
        assertEquals(List.of("a core-1@1 1"), sent);
    }

    @Test
    void shouldBeBusyOnceNobodyHasRoomAndGoOnWhenSomebodyHasTaken() {
        both();
        for (int each = 0; each < 4; each++) {
            assertEquals(Said.ACCEPTED, anycasts.cast("" + each, now));
        }
        assertEquals(Said.BUSY, anycasts.cast("more", now));
        anycasts.done(NEAR, 2, now);
        assertEquals(Said.ACCEPTED, anycasts.cast("more", now));
    }

    @Test
    void shouldGiveToAnotherWhatAMemberHadNotTakenWhenItEnded() {
        both();
        anycasts.cast("a", now);
        anycasts.cast("b", now);
        anycasts.cast("c", now);
        anycasts.done(NEAR, 1, now);
        anycasts.members(List.of(FAR), List.of(FAR), now);
        assertEquals("b core-2@2 2", sent.getLast());
        assertEquals(1, anycasts.retried());
    }

    @Test
    void shouldKeepWhatNobodyHasRoomForAheadOfWhatIsNew() {
        both();
        for (int each = 0; each < 4; each++) {
            anycasts.cast("" + each, now);
        }
        anycasts.members(List.of(FAR), List.of(FAR), now);
        anycasts.done(FAR, 1, now);
        assertFalse(anycasts.hasRoom());
        assertEquals(Said.BUSY, anycasts.cast("new", now));
        assertEquals("0 core-2@2 3", sent.getLast());
    }

    @Test
    void shouldGiveNothingNewToWhoLeavesAndBelieveNoEarlierStart() {
        both();
        anycasts.members(List.of(NEAR, FAR), List.of(FAR), now);
        anycasts.cast("a", now);
        assertEquals(List.of("a core-2@2 1"), sent);
        anycasts.done(new Seat(FAR.core(), 7), 1, now);
        anycasts.cast("b", now);
        assertEquals(Said.BUSY, anycasts.cast("c", now));
    }

    @Test
    void shouldBeClosedWithoutMembers() {
        assertEquals(Said.CLOSED, anycasts.cast("a", now));
    }
}
