package multikernel.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code -Dcapability.seeds=N} runs more of them, {@code -Dcapability.seed=N} one again; those of four cores and ten
 * operations are {@code -Dcapability.measured-seeds=N}.
 */
@Execution(CONCURRENT)
class WorldTest {

    private static final long SEEDS = Long.getLong("capability.seeds", 10_000);
    private static final long MEASURED_SEEDS = Long.getLong("capability.measured-seeds", 90_000);

    @Test
    void shouldKeepEveryInvariantWhateverIsLateAndWhoeverIsLost() {
        long first = Long.getLong("capability.seed", 1);
        long last = System.getProperty("capability.seed") == null ? SEEDS : first;
        long done = LongStream.rangeClosed(first, last)
                .parallel()
                .map(seed -> Seeds.run(seed).done())
                .sum();
        assertTrue(done > last - first, "operations done in all: " + done);
    }

    @Test
    void shouldKeepEveryInvariantInManyWorldsOfFourCoresAndTenOperations() {
        long done = LongStream.rangeClosed(1, MEASURED_SEEDS)
                .parallel()
                .map(seed -> Seeds.measured(seed).done())
                .sum();
        assertTrue(done > MEASURED_SEEDS, "operations done in all: " + done);
    }

    /** All that had joined ended before one of them said to a newcomer what nobody had counted yet. */
    @Test
    void shouldCountWhatWasLostBeforeACoreCameThoughNobodyWasLeftToSayIt() {
        assertTrue(Seeds.run(6592).done() > 0);
    }

    /** A core asked one that had given it the owner's role meanwhile, and was lost before it could say so. */
    @Test
    void shouldAskAgainWhereTheOneThatWasAskedWasTheOwnerNoLonger() {
        assertTrue(Seeds.measured(16332).done() > 0);
    }

    /** One copy of the domain allowed reading, another one writing, and none was left that allowed both. */
    @Test
    void shouldCloseAViewForWritingThatNoCopyAllowsByItself() {
        assertTrue(Seeds.run(1647).done() > 0);
    }

    /**
     * A domain that ended took what had been moved to it along, and the move was asked again, for want of an answer.
     */
    @Test
    void shouldMoveOnceThoughWhatWasMovedIsGone() {
        assertTrue(Seeds.measured(156101).done() > 0);
    }

    /** One core mapped it and another one refused: that copy was not the work of the move that came next. */
    @Test
    void shouldTellACopyThatAMapLeftBehindFromOneThatWasMoved() {
        assertTrue(Seeds.measured(282394).done() > 0);
    }

    /** What a retype was to be made from had gone when the retype ended, and a revoke above it waited for that. */
    @Test
    void shouldRevokeOnceWhatItWaitedForIsGoneWithItsObject() {
        assertTrue(Seeds.measured(746847).done() > 0);
    }

    /** It was minted while a revoke was under way, and another core had asked for a copy in the same table. */
    @Test
    void shouldTellACopyThatWasMintedFromOneThatWasAskedForElsewhere() {
        assertTrue(Seeds.measured(619153).done() > 0);
    }

    /** The copy that was to stay had been deleted, and another one lay at its address when holders were asked. */
    @Test
    void shouldRevokeWhatCameToLieWhereTheCopyWasThatWasToStay() {
        assertTrue(Seeds.measured(1746494).done() > 0);
    }

    /** One retype came again after its owner was lost, and another one made the same part of an object. */
    @Test
    void shouldTellWhatOneRetypeMadeFromWhatAnotherCouldHave() {
        assertTrue(Seeds.measured(1578855).done() > 0);
    }

    /** It was undecided whether a copy had been placed when a map on that core brought one. */
    @Test
    void shouldTellACopyThatAMapBroughtFromOneThatIsUndecided() {
        assertTrue(Seeds.measured(1629369).done() > 0);
    }

    /**
     * It was asked again after its owner was lost, which had done it, and what it was to be done with was gone by then.
     */
    @ParameterizedTest
    @ValueSource(longs = {1896802, 1960211, 2537166})
    void shouldLeaveUndecidedWhatALostOwnerMayHaveDone(long seed) {
        assertTrue(Seeds.measured(seed).done() > 0);
    }

    /** A domain ended, and somebody waited for the memory that it had mapped. */
    @Test
    void shouldCloseAViewBeforeSomebodyIsToldThatItsMemoryIsHis() {
        assertTrue(Seeds.measured(3069801).done() > 0);
    }

    /** Two cores had asked for a copy there under the same number. */
    @Test
    void shouldRememberWhatItPlacedForEachCoreThatAsked() {
        assertTrue(Seeds.measured(4313067).done() > 0);
    }

    /** A map had asked for a copy on that core too, needed none, and was answered before the move. */
    @Test
    void shouldTellAMoveFromAMapThatNeededNoCopy() {
        assertTrue(Seeds.measured(4295482).done() > 0);
    }

    /** It was undecided whether the same part of an object had been retyped, whose memory was then free again. */
    @Test
    void shouldTellAnAllocationFromARetypeThatIsUndecided() {
        assertTrue(Seeds.measured(4760785).done() > 0);
    }

    /** A core that was lost had dropped its last copy while a retype was under way to it. */
    @Test
    void shouldFreeWhatACoreHadDroppedBeforeItWasLost() {
        assertTrue(Seeds.measured(6395134).done() > 0);
    }

    /** A copy was dropped, another one came, and then the owner was lost: the next one must not take out who has it. */
    @Test
    void shouldNotTellANewOwnerOfACopyThatWasDroppedBeforeItWasCounted() {
        assertTrue(Seeds.measured(7496128).done() > 0);
    }

    @Test
    void shouldRepeatTheSameHistoryForTheSameSeed() {
        for (long seed = 1; seed <= 100; seed++) {
            assertEquals(Seeds.hashOf(seed), Seeds.hashOf(seed), "seed " + seed);
        }
    }
}
