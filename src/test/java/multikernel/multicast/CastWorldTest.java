package multikernel.multicast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import multikernel.base.CoreId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups keep their promises, whatever ends, comes back or is slow. */
class CastWorldTest {

    private static final int SEEDS = Integer.getInteger("casts.seeds", 200);

    @ParameterizedTest
    @EnumSource(Order.class)
    void shouldLoseNothingAndKeepTheOrderWhileMembersEndAndComeBack(Order order) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var ledger = new CastWorld(CastOptions.of(seed, order, Slow.HOLD), CastBug.NONE).run();
            assertTrue(ledger.count() > 100, "little was sent with seed " + seed);
            assertEquals(0, ledger.missedAll() * (order == Order.CAUSAL ? 0 : 1), "something passed by, seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void shouldLeaveTheSlowBehindAndKeepTheOrderOfWhatTheyGet(Order order) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            new CastWorld(CastOptions.of(seed, order, Slow.LEAVE_BEHIND), CastBug.NONE).run();
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void shouldNameWhoHoldsTheOthersBack(Order order) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var options = new CastOptions(seed, order, Slow.HOLD, 6, 8, 3000, 0, 1);
            var world = new CastWorld(options, CastBug.NONE);
            world.run();
            assertEquals(Set.of(CoreId.of(0)), world.named(), options.toString());
            assertTrue(world.rooms() > 0, "nobody waited for room: " + options);
        }
    }
}
