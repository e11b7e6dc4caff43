package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapesTest {

    /** OEIS A000081: rooted trees with so many unlabelled nodes. */
    @Test
    void shouldKnowEveryShapeOnce() {
        var counts = List.of(1, 1, 2, 4, 9, 20, 48, 115);
        for (int size = 1; size <= counts.size(); size++) {
            var all = Shapes.all(size);
            assertEquals(counts.get(size - 1), all.size(), "shapes of " + size);
            assertEquals(all.size(), new HashSet<>(all).size(), "of " + size + ", all different");
        }
    }
}
