package multikernel.multicast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups over several nodes keep the promises of those of one, whatever becomes of nodes, cores and links. */
@Execution(CONCURRENT)
class FarCastWorldTest {

    private static final int FIRST = Integer.getInteger("casts.first", 1);
    private static final int SEEDS = FIRST - 1 + Integer.getInteger("casts.seeds", 12);
    private static final int BUG_SEEDS = 60;

    @ParameterizedTest
    @EnumSource(Order.class)
    void shouldLoseNothingAndKeepTheOrderWhileNodesAreLostAndLinksCut(Order order) {
        for (long seed = FIRST; seed <= SEEDS; seed++) {
            var ledger = new FarCastWorld(CastOptions.of(seed, order, Slow.HOLD), CastBug.NONE, FarBug.NONE).run();
            assertTrue(ledger.count() > 30, "little was sent with seed " + seed);
            assertEquals(0, ledger.missedAll(), "something passed by, seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void shouldLeaveTheSlowBehindAndKeepTheOrderOfWhatTheyGet(Order order) {
        for (long seed = FIRST; seed <= SEEDS; seed++) {
            new FarCastWorld(CastOptions.of(seed, order, Slow.LEAVE_BEHIND), CastBug.NONE, FarBug.NONE).run();
        }
    }

    @ParameterizedTest
    @EnumSource(value = FarBug.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldFindWhatIsPlantedInTheShell(FarBug bug) {
        isFound(bug.name(), Order.FIFO, CastBug.NONE, bug);
    }

    @ParameterizedTest
    @EnumSource(
            value = CastBug.class,
            names = {"ACKNOWLEDGED_TOO_EARLY", "CAUSES_ARE_FORGOTTEN", "REPORTS_TOO_LITTLE", "MENDS_NOTHING"})
    void shouldFindWhatIsPlantedInTheMembers(CastBug bug) {
        isFound(bug.name(), bug.order(), bug, FarBug.NONE);
    }

    private static void isFound(String name, Order order, CastBug casting, FarBug bug) {
        long seed = 1;
        while (seed <= BUG_SEEDS && !isFound(new FarCastWorld(CastOptions.of(seed, order, Slow.HOLD), casting, bug))) {
            seed++;
        }
        System.out.println(name + " is found with seed " + seed);
        assertTrue(seed <= BUG_SEEDS, name + " is not found with " + BUG_SEEDS + " seeds");
    }

    private static boolean isFound(FarCastWorld world) {
        try {
            world.run();
            return false;
        } catch (AssertionError | IllegalStateException found) {
            return true;
        }
    }
}
