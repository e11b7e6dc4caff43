package multikernel.multicast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import multikernel.base.CoreId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups keep their promises, whatever ends, comes back or is slow. */
@Execution(CONCURRENT)
class CastWorldTest {

    private static final int FIRST = Integer.getInteger("casts.first", 1);
    private static final int SEEDS = FIRST - 1 + Integer.getInteger("casts.seeds", 20);

    @ParameterizedTest
    @EnumSource(Order.class)
    void shouldLoseNothingAndKeepTheOrderWhileMembersEndAndComeBack(Order order) {
        for (long seed = FIRST; seed <= SEEDS; seed++) {
            var ledger = new CastWorld(CastOptions.of(seed, order, Slow.HOLD), CastBug.NONE).run();
            assertTrue(ledger.count() > 30, "little was sent with seed " + seed);
            assertEquals(0, ledger.missedAll(), "something passed by, seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void shouldLeaveTheSlowBehindAndKeepTheOrderOfWhatTheyGet(Order order) {
        for (long seed = FIRST; seed <= SEEDS; seed++) {
            new CastWorld(CastOptions.of(seed, order, Slow.LEAVE_BEHIND), CastBug.NONE).run();
        }
    }

    /** With this seed members were left behind, taken back with all that was under way, left behind, without end. */
    @Test
    void shouldComeToRestThoughMembersAreLeftBehindFasterThanTheyCanAnswer() {
        new CastWorld(CastOptions.of(95, Order.FIFO, Slow.LEAVE_BEHIND), CastBug.NONE).run();
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void shouldNameWhoHoldsTheOthersBack(Order order) {
        for (long seed = FIRST; seed <= SEEDS; seed++) {
            var options = new CastOptions(seed, order, Slow.HOLD, 6, 8, 3000, 0, 1);
            var world = new CastWorld(options, CastBug.NONE);
            world.run();
            int all =
                    world.named().values().stream().mapToInt(Integer::intValue).sum();
            int right = world.named().getOrDefault(CoreId.of(0), 0);
            assertTrue(right > 0 && right * 2 > all, options + ": " + world.named());
            assertTrue(world.rooms() > 0, "nobody waited for room: " + options);
        }
    }
}
