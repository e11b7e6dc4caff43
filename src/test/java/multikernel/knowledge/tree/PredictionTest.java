package multikernel.knowledge.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import org.junit.jupiter.api.Test;

/** A prediction, worked out by hand. */
class PredictionTest {

    private static final CoreId ROOT = CoreId.of(0);
    private static final CoreId ONE = CoreId.of(1);
    private static final CoreId TWO = CoreId.of(2);

    /** All in one package: 10 to send, 20 on the way, 40 to receive. */
    private static final Matrix MACHINE = ShapeTest.machine(List.of(0, 0, 0));

    @Test
    void shouldTakeTwoMessagesFromEndToEndForOneChild() {
        var tree = new Tree(ROOT, Map.of(ROOT, List.of(ONE)));
        assertEquals(new Prediction(70, 140), Prediction.of(tree, MACHINE));
    }

    @Test
    void shouldLetTheSecondAcknowledgementWaitUntilTheFirstIsTaken() {
        var tree = new Tree(ROOT, Map.of(ROOT, List.of(ONE, TWO)));
        // The second has received at 20 + 20 + 40, sends until 90, is seen at 110; the first is being taken until 140.
        assertEquals(new Prediction(80, 180), Prediction.of(tree, MACHINE));
    }

    @Test
    void shouldSendToTheParentOnlyOnceTheSubtreeIsDone() {
        var chain = new Tree(ROOT, Map.of(ROOT, List.of(ONE), ONE, List.of(TWO)));
        assertEquals(new Prediction(140, 280), Prediction.of(chain, MACHINE));
    }

    @Test
    void shouldTakeNoTimeWhereTheRootIsAlone() {
        assertEquals(new Prediction(0, 0), Prediction.of(new Tree(ROOT, Map.of()), MACHINE));
    }

    @Test
    void shouldNameEveryEdgeWithWhatAMessageCosts() {
        var chain = new Tree(ROOT, Map.of(ROOT, List.of(ONE), ONE, List.of(TWO)));
        assertEquals(
                List.of(new Prediction.Edge(ROOT, ONE, 70), new Prediction.Edge(ONE, TWO, 70)),
                Prediction.edges(chain, MACHINE));
    }

    @Test
    void shouldRefuseCostsThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new Cost(-1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Matrix(Unit.CYCLES, List.of(0, 0), List.of()));
    }
}
