package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.View;
import org.junit.jupiter.api.Test;

class SlicesTest {

    private final Slices slices = new Slices(4);

    @Test
    void shouldHashByFnvSoThatEveryReleaseFindsTheSameOwner() {
        assertEquals(Integer.remainderUnsigned(0xe40c292c, 1024), new Slices(1024).of("a"));
        assertEquals(Integer.remainderUnsigned(0xbf9cf968, 1024), new Slices(1024).of("foobar"));
    }

    @Test
    void shouldSpreadNamesOverAllSlices() {
        var used =
                IntStream.range(0, 100).map(each -> slices.of("domain-" + each)).distinct();
        assertEquals(4, used.count());
    }

    @Test
    void shouldGiveASliceToItsOwnCoreOnceThatHasJoinedAndElseToTheLowest() {
        var view = new View(
                9,
                List.of(
                        new Member(CoreId.of(1), 2, true),
                        new Member(CoreId.of(2), 1, false),
                        new Member(CoreId.of(3), 1, true)));
        assertEquals(view.member(CoreId.of(1)), slices.owner(0, view), "not there");
        assertEquals(view.member(CoreId.of(1)), slices.owner(1, view));
        assertEquals(view.member(CoreId.of(1)), slices.owner(2, view), "still joining");
        assertEquals(view.member(CoreId.of(3)), slices.owner(3, view));
        assertEquals(Optional.empty(), slices.owner(0, View.EMPTY));
    }

    @Test
    void shouldRefuseNoSlicesAndTooMany() {
        assertThrows(IllegalArgumentException.class, () -> new Slices(0));
        assertThrows(IllegalArgumentException.class, () -> new Slices(CoreId.MAX + 1));
        assertTrue(new Slices(1).of("x") == 0);
    }
}
