package multikernel.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** {@code -Dmultikernel.link.seeds=100000} for more, {@code -Dmultikernel.seed=N} for one. */
@Execution(CONCURRENT)
class WorldTest {

    private static final int SEEDS = Integer.getInteger("multikernel.link.seeds", 5_000);

    @Test
    void shouldLoseRepeatAndTurnRoundNothingWhateverConnectionsAndNodesDo() {
        var one = Long.getLong("multikernel.seed");
        var received = 0L;
        var resumed = 0L;
        var ended = 0L;
        var stalls = 0L;
        for (long seed = one == null ? 1 : one; seed <= (one == null ? SEEDS : one); seed++) {
            var chaos = new Chaos(seed, Mistake.NONE);
            try {
                chaos.run();
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError("seed " + seed + " " + chaos.options + ": " + failed.getMessage(), failed);
            }
            received += chaos.world.ledger.received;
            resumed += chaos.world.ledger.resumed;
            ended += chaos.world.ledger.ended;
            stalls += chaos.world.ledger.stalls;
        }
        System.out.println("link world: " + received + " messages, " + resumed + " connections, " + ended
                + " sessions over, " + stalls + " waits for room");
        assertTrue(one != null || (received > 10L * SEEDS && resumed > SEEDS && ended > SEEDS / 4 && stalls > SEEDS));
    }

    @Test
    void shouldRepeatARunExactly() {
        for (long seed = 1; seed <= 100; seed++) {
            assertEquals(new Chaos(seed, Mistake.NONE).run(), new Chaos(seed, Mistake.NONE).run());
        }
    }
}
