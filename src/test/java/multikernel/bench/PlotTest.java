package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlotTest {

    @Test
    void shouldDrawNoBarWhereNextToNothingWasAllocated() {
        assertTrue(grey(0.2) < 0.02, "a fifth of a byte");
        assertTrue(grey(200) > 0.1, "200 bytes");
    }

    /** The part of the picture that is a bar, of two subjects of which the first allocated a thousandth. */
    private static double grey(double bytes) {
        var rows = List.of(row("one", bytes / 1000), row("other", bytes));
        var plot = Plot.of(new Results("any", new Host(2, "a CPU", "25", "Linux"), rows, List.of()));
        var pixels = plot.getRGB(0, 0, plot.getWidth(), plot.getHeight(), null, 0, plot.getWidth());
        var bars =
                IntStream.of(pixels).filter(each -> each == Color.GRAY.getRGB()).count();
        return (double) bars / pixels.length;
    }

    private static Results.Row row(String subject, double bytes) {
        return new Results.Row(subject, Map.of("metric", "allocation"), "bytes", 10, bytes, bytes, null, bytes, bytes);
    }
}
