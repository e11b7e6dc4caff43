package multikernel.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** {@code -Dshard.seeds=N} runs more of them, from {@code -Dshard.first=M} on. */
@Execution(CONCURRENT)
class ShardWorldTest {

    private static final long SEEDS = Long.getLong("shard.seeds", 1_000);
    private static final long FIRST = Long.getLong("shard.first", 1);

    @Test
    void shouldAnswerEveryCommandOnceAndLoseNothingWhateverFails() {
        var sum = new ShardLedger(0);
        long events = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            var world = run(seed).world;
            var ledger = world.ledger;
            events += world.events;
            sum.writes += ledger.writes;
            sum.reads += ledger.reads;
            sum.refusals += ledger.refusals;
            sum.undecided += ledger.undecided;
            sum.owners += ledger.owners;
            sum.reseats += ledger.reseats;
            sum.kills += ledger.kills;
            sum.announced += ledger.announced;
            sum.lost += ledger.lost;
            sum.foundings += ledger.foundings;
        }
        if (Boolean.getBoolean("shard.print")) {
            System.err.println(SEEDS + " seeds, " + events + " events: " + sum);
        }
        if (SEEDS > 100) {
            assertTrue(sum.writes > SEEDS && sum.reads > SEEDS && sum.kills > SEEDS / 2, sum::toString);
            assertTrue(sum.owners > SEEDS && sum.reseats > SEEDS, sum::toString);
            assertTrue(sum.foundings > SEEDS / 20, sum::toString);
            assertTrue(sum.undecided > 0 && sum.announced > SEEDS / 2 && sum.lost < SEEDS / 50, sum::toString);
        }
    }

    /** Nobody learns of it otherwise before the lease is over, and the others wait for their ranks after that. */
    @Test
    void shouldOwnWhatACoreThatEndedOwnedLongBeforeItsLeaseIsOver() {
        int tried = 0;
        for (long seed = 1; tried < 20; seed++) {
            var random = new Random(seed);
            var options = ShardOptions.of(random);
            if (options.limits().replicas() == 3) {
                tried++;
                var world = new ShardWorld(random, options, ShardBug.NONE, false);
                world.slowPercent = 0;
                world.nodes.forEach(world::start);
                world.runUntil(10 * ShardOptions.LEASE);
                var owner = Objects.requireNonNull(world.turns.reader(0));
                var seats = owner.seats(0).size();
                owner.channels.values().forEach(channel -> channel.end(owner));
                world.end(owner);
                world.runUntil(world.now + ShardOptions.LEASE / 4);
                assertEquals(3, seats);
                assertNotNull(world.turns.reader(0), world::report);
            }
        }
    }

    @Test
    void shouldRepeatTheSameHistoryForTheSameSeed() {
        for (long seed = 1; seed <= 20; seed++) {
            assertEquals(hashOf(seed), hashOf(seed), "seed " + seed);
        }
    }

    private static long hashOf(long seed) {
        var chaos = new ShardChaos(seed, ShardBug.NONE);
        chaos.world.turns.hashed = true;
        chaos.run();
        return chaos.world.turns.hash;
    }

    private static ShardChaos run(long seed) {
        var chaos = new ShardChaos(seed, ShardBug.NONE);
        try {
            chaos.run();
            return chaos;
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed + ", " + chaos.options, failure);
        }
    }
}
