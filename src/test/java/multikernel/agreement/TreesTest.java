package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import org.junit.jupiter.api.Test;

class TreesTest {

    @Test
    void shouldSendToEachInTurn() {
        assertEquals(new Tree(core(1), Map.of(core(1), cores(0, 2, 3))), Trees.sequential(core(1), cores(3, 0, 1, 2)));
    }

    @Test
    void shouldSendToTwoEach() {
        assertEquals(
                new Tree(
                        core(2),
                        Map.of(core(2), cores(0, 1), core(0), cores(3, 4), core(1), cores(5, 6), core(3), cores(7))),
                Trees.binary(core(2), cores(0, 1, 2, 3, 4, 5, 6, 7)));
    }

    @Test
    void shouldSendToEachOtherPackageOnceAndThenToItsOwn() {
        assertEquals(
                new Tree(core(1), Map.of(core(1), cores(3, 6, 0, 2), core(3), cores(4, 5), core(6), cores(7))),
                Trees.twoLevel(core(1), cores(0, 1, 2, 3, 4, 5, 6, 7), core -> core.index() / 3));
    }

    @Test
    void shouldReachEveryCoreOnceWhateverTheShape() {
        for (int size = 1; size <= 20; size++) {
            var all = IntStream.range(0, size).mapToObj(CoreId::of).toList();
            for (var root : all) {
                for (var tree : List.of(
                        Trees.sequential(root, all),
                        Trees.binary(root, all),
                        Trees.twoLevel(root, all, core -> core.index() % 4))) {
                    assertEquals(size, tree.cores().size(), tree::toString);
                    assertEquals(new HashSet<>(all), new HashSet<>(tree.cores()), tree::toString);
                }
            }
        }
    }

    private static CoreId core(int index) {
        return CoreId.of(index);
    }

    private static List<CoreId> cores(int... indices) {
        return IntStream.of(indices).mapToObj(CoreId::of).toList();
    }
}
