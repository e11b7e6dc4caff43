package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import org.junit.jupiter.api.Test;

/** Which web server of a domain has the front-end. */
class FrontingTest {

    private static final CoreId ZERO = CoreId.of(0);
    private static final CoreId ONE = CoreId.of(1);
    private static final CoreId TWO = CoreId.of(2);
    private static final int PORT = 8081;

    private final Fronting first = new Fronting(ZERO, true);
    private final Fronting second = new Fronting(ONE, false);

    private static TreeSet<CoreId> cores(int... numbers) {
        return new TreeSet<>(IntStream.of(numbers).mapToObj(CoreId::of).toList());
    }

    @Test
    void shouldFindThePortOnTheFirstCoreOnceNobodyElseKnowsIt() {
        assertEquals(OptionalInt.empty(), first.opens(), "before it knows who is there");
        assertEquals(List.of(ONE, TWO), first.bound(cores(0, 1, 2)));
        first.heard(ONE, 0);
        assertEquals(OptionalInt.empty(), first.opens(), "another may know it");
        first.bound(cores(0, 1));
        assertEquals(OptionalInt.of(0), first.opens());
        first.began();
        assertEquals(OptionalInt.empty(), first.opens());
    }

    @Test
    void shouldListenWhereTheOthersDoWhenItComesBack() {
        first.bound(cores(0, 1));
        first.heard(ONE, PORT);
        assertEquals(OptionalInt.of(PORT), first.opens());
    }

    @Test
    void shouldNeverFindAPortElsewhereThanOnTheFirstCore() {
        second.bound(cores(1));
        assertEquals(OptionalInt.empty(), second.opens());
        assertEquals(OptionalInt.empty(), second.takesOver());
        second.heard(ZERO, PORT);
        assertEquals(OptionalInt.of(PORT), second.opens());
    }

    @Test
    void shouldTakeOverWhenAskedAndGiveBackWhenALowerOneListens() {
        second.bound(cores(0, 1));
        second.heard(ZERO, PORT);
        assertEquals(OptionalInt.empty(), second.opens());
        assertEquals(OptionalInt.of(PORT), second.takesOver());
        second.began();
        assertFalse(second.yieldsTo(TWO));
        assertTrue(second.yieldsTo(ZERO));
        second.ended();
        assertEquals(OptionalInt.empty(), second.opens());
        second.bound(cores(1));
        assertEquals(OptionalInt.of(PORT), second.opens(), "the lower one is lost");
    }

    @Test
    void shouldLeaveOnlyOnceAnotherListensIfThereIsOne() {
        second.bound(cores(1, 2));
        second.heard(TWO, PORT);
        assertEquals(Optional.empty(), second.leaves(), "it has no front-end");
        first.bound(cores(0, 1, 2));
        first.heard(ONE, 0);
        first.heard(TWO, 0);
        first.began();
        assertEquals(Optional.of(ONE), first.leaves());
        assertEquals(OptionalInt.empty(), first.takesOver());
        first.bound(cores(2));
        assertFalse(first.isLive(ONE));
    }
}
