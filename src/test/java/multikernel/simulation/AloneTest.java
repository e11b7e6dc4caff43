package multikernel.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The world finds nothing wrong with what is right. */
class AloneTest {

    @Test
    void shouldFindNothingWrongWithACoreThatDoesEverythingByItself() {
        long done = 0;
        for (long seed = 1; seed <= 300; seed++) {
            var random = new SplittableRandom(seed);
            var drawn = Options.of(seed, random);
            var options = new Options(
                    seed,
                    2,
                    drawn.pagesOfCore(),
                    drawn.domains(),
                    drawn.operations(),
                    0,
                    0,
                    false,
                    0,
                    false,
                    true,
                    true);
            var history = new History(options, random, Alone::new, Tamper.NONE, 40);
            try {
                history.run();
            } catch (AssertionError failure) {
                throw new AssertionError(options + "\n" + history.lastEvents() + failure.getMessage(), failure);
            }
            done += history.done();
        }
        assertTrue(done > 1_500, "done: " + done);
    }
}
