package multikernel.multicast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** Rounds keep their promises, whatever ends, comes back or says nothing. */
@Execution(CONCURRENT)
class RoundWorldTest {

    private static final int FIRST = Integer.getInteger("rounds.first", 1);
    private static final int SEEDS = FIRST - 1 + Integer.getInteger("rounds.seeds", 60);

    @Test
    void shouldCountEveryoneOnceAndReleaseNobodyEarlyWhileMembersEndAndComeBack() {
        for (long seed = FIRST; seed <= SEEDS; seed++) {
            var ledger = new RoundWorld(RoundOptions.patient(seed), RoundBug.NONE).run();
            assertTrue(ledger.roundsOver() > 3, "few rounds with seed " + seed);
            assertEquals(0, ledger.late(), "somebody is missing with seed " + seed);
        }
    }

    @Test
    void shouldGoOnWithoutWhoSaysNothing() {
        for (long seed = FIRST; seed <= SEEDS; seed++) {
            var ledger = new RoundWorld(RoundOptions.impatient(seed), RoundBug.NONE).run();
            assertTrue(ledger.roundsOver() > 1, "few rounds with seed " + seed);
        }
    }
}
