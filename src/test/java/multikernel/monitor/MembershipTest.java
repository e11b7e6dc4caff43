package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.View;
import org.junit.jupiter.api.Test;

class MembershipTest {

    private static final CoreId ZERO = CoreId.of(0);
    private static final CoreId ONE = CoreId.of(1);

    private final View alone = Membership.starting(View.EMPTY, ZERO, 1);
    private final View joining = Membership.starting(alone, ONE, 1);
    private final View both = Membership.joined(joining, ONE, 1);

    @Test
    void shouldTakeTheFirstCoreAsJoinedAndTheNextAsJoining() {
        assertEquals(new View(1, List.of(new Member(ZERO, 1, true))), alone);
        assertEquals(new View(2, List.of(new Member(ZERO, 1, true), new Member(ONE, 1, false))), joining);
        assertEquals(new View(3, List.of(new Member(ZERO, 1, true), new Member(ONE, 1, true))), both);
    }

    @Test
    void shouldOrderNoViewForWhatIsLate() {
        var rejoining = Membership.starting(both, ONE, 2);
        assertSame(rejoining, Membership.joined(rejoining, ONE, 1));
        assertSame(both, Membership.joined(both, ONE, 1));
        assertSame(alone, Membership.lost(alone, ONE));
    }

    @Test
    void shouldReplaceTheOlderIncarnationOfACoreThatStartsAgain() {
        var rejoining = Membership.starting(both, ZERO, 2);
        assertFalse(rejoining.admits(ZERO, 1));
        assertTrue(rejoining.admits(ZERO, 2));
        assertEquals(ONE, rejoining.lowestJoined().orElseThrow());
    }

    @Test
    void shouldLetTheLowestJoiningCoreTakeOverWhenNobodyJoinedIsLeft() {
        var after = Membership.lost(joining, ZERO);
        assertEquals(List.of(new Member(ONE, 1, true)), after.members());
        assertTrue(Membership.losesState(joining, after));
    }

    @Test
    void shouldSayThatStateIsLostOnlyWithTheLastThatHeldIt() {
        assertFalse(Membership.losesState(View.EMPTY, alone));
        assertFalse(Membership.losesState(both, Membership.lost(both, ZERO)));
        assertTrue(Membership.losesState(alone, Membership.lost(alone, ZERO)));
        assertTrue(Membership.losesState(alone, Membership.starting(alone, ZERO, 2)));
    }
}
