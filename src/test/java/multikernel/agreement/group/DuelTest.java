package multikernel.agreement.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two who stand at the same moments, each of which has promised itself its ballot when the other one asks for it. */
class DuelTest {

    private static final Seat GONE = new Seat(1, 1);
    private static final Seat ONE = new Seat(2, 1);
    private static final Seat OTHER = new Seat(3, 1);
    private static final int TURNS_MAX = 200;

    private final GroupLimits limits = GroupLimits.DEFAULT;
    private final Group one =
            Group.founding(ONE, List.of(GONE, ONE, OTHER), new Counters((index, change) -> {}), limits);
    /** It has heard already that one seat was taken away, so it has the same place among fewer. */
    private final Group other = Group.founding(OTHER, List.of(ONE, OTHER), new Counters((index, change) -> {}), limits);

    @Test
    void shouldEndAlthoughBothHaveTheSamePlace() {
        assertEquals(one.seats().indexOf(ONE), other.seats().indexOf(OTHER));
        long now = 0;
        var fromOne = new ArrayList<>(one.lead(now));
        var fromOther = new ArrayList<>(other.lead(now));
        int turns = 0;
        while (turns < TURNS_MAX && one.owner() == null && other.owner() == null) {
            turns++;
            now += limits.resendNanos();
            var nextOne = new ArrayList<GroupAct>();
            var nextOther = new ArrayList<GroupAct>();
            hear(other, ONE, fromOne, nextOther, now);
            hear(one, OTHER, fromOther, nextOne, now);
            nextOne.addAll(one.ticked(now));
            nextOther.addAll(other.ticked(now));
            fromOne = nextOne;
            fromOther = nextOther;
        }
        assertTrue(turns < TURNS_MAX, () -> one + " and " + other);
    }

    private static void hear(Group to, Seat from, List<GroupAct> said, List<GroupAct> answers, long now) {
        for (var act : said) {
            if (act instanceof GroupAct.Send send && !send.to().equals(GONE)) {
                answers.addAll(to.heard(from, send.message(), now));
            }
        }
    }
}
