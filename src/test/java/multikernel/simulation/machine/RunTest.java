package multikernel.simulation.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import multikernel.agreement.Phases;
import multikernel.base.CoreId;
import multikernel.knowledge.tree.Prediction;
import multikernel.knowledge.tree.Shape;
import multikernel.simulation.machine.Conditions.Down;
import multikernel.simulation.machine.Conditions.Lines;
import multikernel.simulation.machine.Conditions.Polled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The protocol of production on modelled cores takes what its messages cost. */
class RunTest {

    private static final CoreId ROOT = CoreId.of(0);
    private static final Conditions ALONE = Conditions.messagesAlone(Lines.AT_BRANCH, Down.CHANNELS);

    private static long once(Model model, Shape shape, int cores, Conditions conditions, Phases phases) {
        var tree = shape.tree(ROOT, model.cores(cores), model);
        var run = new Run(model, tree, conditions, 1, new SplittableRandom(1));
        return run.commit(phases, 1, 1, 0).cycles()[0];
    }

    @Test
    void shouldTakeTwoMessagesForOnePhaseAndFourForTwo() throws Exception {
        var model = Shipped.model("8x4-amd");
        assertEquals(2 * 538, once(model, Shape.BINARY, 2, ALONE, Phases.ONE));
        assertEquals(4 * 538, once(model, Shape.BINARY, 2, ALONE, Phases.TWO));
    }

    @Test
    void shouldAddHandlingWorkAndWakingWhereTheyStand() throws Exception {
        var model = Shipped.model("8x4-amd");
        var handled = new Conditions(Lines.AT_ROOT, Down.CHANNELS, Polled.TREE, 100, 0, Conditions.ALWAYS);
        assertEquals(2 * 638, once(model, Shape.BINARY, 2, handled, Phases.ONE));
        var working = new Conditions(Lines.AT_ROOT, Down.CHANNELS, Polled.TREE, 0, 5000, Conditions.ALWAYS);
        assertEquals(5000 + 2 * 538, once(model, Shape.BINARY, 2, working, Phases.ONE), "the root works meanwhile");
        var asleep = new Conditions(Lines.AT_ROOT, Down.CHANNELS, Polled.TREE, 0, 0, 0);
        assertEquals(2 * (538 + 6000), once(model, Shape.BINARY, 2, asleep, Phases.ONE));
    }

    @Test
    void shouldComeToAChannelLaterWhereMoreAreLookedAt() throws Exception {
        var model = Shipped.model("8x4-amd");
        var all = new Conditions(Lines.AT_BRANCH, Down.CHANNELS, Polled.ALL, 0, 0, Conditions.ALWAYS);
        var few = once(model, Shape.SEQUENTIAL, 8, ALONE, Phases.ONE);
        var many = once(model, Shape.SEQUENTIAL, 8, all, Phases.ONE);
        assertTrue(many >= few && many <= few + 2 * 8 * model.pollCycles() * 8, few + " and " + many);
    }

    @Test
    void shouldNotSendAgainWhatIsWrittenOnASharedLine() throws Exception {
        var model = Shipped.model("8x4-amd");
        var shared = Conditions.messagesAlone(Lines.AT_ROOT, Down.SHARED_LINE);
        var own = Conditions.messagesAlone(Lines.AT_ROOT, Down.CHANNELS);
        var saved = once(model, Shape.SEQUENTIAL, 32, own, Phases.ONE)
                - once(model, Shape.SEQUENTIAL, 32, shared, Phases.ONE);
        long send = model.of(ROOT, CoreId.of(1)).send();
        assertTrue(saved > 0 && saved <= 31 * send, "saved " + saved);
        var run = new Run(model, Shape.SEQUENTIAL.tree(ROOT, model.cores(), model), shared, 1, new SplittableRandom(1));
        var cycles = run.commit(Phases.ONE, 5, 1, 10_000).cycles();
        assertTrue(cycles[0] > 0.99 * cycles[4], "each is written again: " + cycles[0] + " to " + cycles[4]);
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeWhatIsPredicted(Shape shape) throws Exception {
        for (var name : new String[] {"2x4-intel", "4x4-amd", "8x4-amd", "smelt-2x10", "2x96"}) {
            var model = Shipped.model(name);
            long predicted =
                    Prediction.of(shape.tree(ROOT, model.cores(), model), model).gathered();
            assertEquals(predicted, once(model, shape, model.count(), ALONE, Phases.ONE), 0.15 * predicted, name);
        }
    }

    @Test
    void shouldGiveTheSameResultForTheSameSeed() throws Exception {
        var model = Shipped.model("8x4-amd");
        var tree = Shape.ADAPTIVE.tree(ROOT, model.cores(), model);
        var all = new Conditions(Lines.AT_ROOT, Down.CHANNELS, Polled.ALL, 526, 0, Conditions.ALWAYS);
        var one = new Run(model, tree, all, 8, new SplittableRandom(7)).commit(Phases.TWO, 40, 8, 0);
        var other = new Run(model, tree, all, 8, new SplittableRandom(7)).commit(Phases.TWO, 40, 8, 0);
        assertEquals(40, one.cycles().length);
        assertArrayEquals(one.cycles(), other.cycles());
        assertEquals(one.events(), other.events());
    }

    @Test
    void shouldFinishMoreInTheSameTimeWithSeveralUnderWay() throws Exception {
        var model = Shipped.model("8x4-amd");
        var tree = Shape.ADAPTIVE.tree(ROOT, model.cores(), model);
        var single = new Run(model, tree, ALONE, 16, new SplittableRandom(1)).commit(Phases.TWO, 64, 1, 0);
        var many = new Run(model, tree, ALONE, 16, new SplittableRandom(1)).commit(Phases.TWO, 64, 16, 0);
        assertTrue(many.cyclesEach() < single.cyclesEach());
    }
}
