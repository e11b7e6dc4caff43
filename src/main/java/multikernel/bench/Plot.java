package multikernel.bench;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** Results as one picture: a chart of bars for each metric and placement. */
final class Plot {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 460;
    private static final int COLUMNS_MAX = 2;

    /** A bar of a twentieth of another's length can still be read. */
    private static final double LINEAR_MAX = 20;

    /** Told in a chart's title, or the same for all. */
    private static final Set<String> NOT_IN_LABELS =
            Set.of("placement", "metric", "pairs", "cores", "bytes", "capacity");

    private static final Map<String, Color> COLOURS = Map.of(
            Placement.SAME_CORE.word(), new Color(0x7A, 0x51, 0x95),
            Placement.NEAR.word(), new Color(0x2F, 0x6F, 0xB5),
            Placement.FAR.word(), new Color(0xE0, 0x7B, 0x2A),
            Placement.MIXED.word(), new Color(0x9A, 0x9A, 0x9A));

    private static final List<String> COUNTED = List.of("pairs", "cores");
    private static final String BYTES = "bytes";

    private Plot() {}

    static BufferedImage of(Results results) {
        var charts = new ArrayList<CategoryChart>();
        byMetric(results.rows()).forEach((title, rows) -> charts.add(chart(title, rows)));
        if (charts.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        return page(charts);
    }

    private static BufferedImage page(List<CategoryChart> charts) {
        var columns = Math.min(COLUMNS_MAX, charts.size());
        var lines = (charts.size() + columns - 1) / columns;
        var page = new BufferedImage(columns * WIDTH, lines * HEIGHT, BufferedImage.TYPE_INT_RGB);
        var graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, page.getWidth(), page.getHeight());
        for (int i = 0; i < charts.size(); i++) {
            var chart = BitmapEncoder.getBufferedImage(charts.get(i));
            graphics.drawImage(chart, i % columns * WIDTH, i / columns * HEIGHT, null);
        }
        graphics.dispose();
        return page;
    }

    /** What is measured, with how many, and where the CPUs stood. */
    private static Map<String, List<Results.Row>> byMetric(List<Results.Row> rows) {
        return rows.stream().collect(Collectors.groupingBy(Plot::title, LinkedHashMap::new, Collectors.toList()));
    }

    private static String title(Results.Row row) {
        var title = new StringBuilder(String.valueOf(row.parameters().getOrDefault("metric", "")));
        for (var name : COUNTED) {
            var value = row.parameters().get(name);
            if (value != null) {
                title.append(", ").append(value).append(' ').append(name);
            }
        }
        return title.append(", ").append(placement(row)).toString();
    }

    private static CategoryChart chart(String title, List<Results.Row> rows) {
        var unit = rows.getFirst().unit();
        var chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("subject")
                .build();
        style(chart);
        var labels = rows.stream().map(row -> label(row) + bytesOf(row, rows)).toList();
        var placement = placement(rows.getFirst());
        var values = rows.stream().map(row -> shown(row, unit)).toList();
        scale(chart, unit, values);
        chart.addSeries(placement, labels, values).setFillColor(COLOURS.getOrDefault(placement, Color.GRAY));
        return chart;
    }

    /** Less than half a byte is none: the bar of next to nothing beside nothing would fill the chart. */
    private static double shown(Results.Row row, String unit) {
        return unit.equals(BYTES) ? Math.rint(row.p50()) : row.p50();
    }

    /** From zero, so that lengths compare; logarithmic, with a foot at a power of ten, where magnitudes differ. */
    private static void scale(CategoryChart chart, String unit, List<Double> values) {
        var least = values.stream().mapToDouble(value -> value).min().orElse(0);
        var most = values.stream().mapToDouble(value -> value).max().orElse(0);
        var isWide = least > 0 && most / least > LINEAR_MAX && !unit.equals(BYTES);
        chart.setYAxisTitle("median, " + unit + (isWide ? " (logarithmic)" : ""));
        chart.getStyler().setYAxisMin(isWide ? Math.pow(10, Math.floor(Math.log10(least))) : 0);
        chart.getStyler().setYAxisLogarithmic(isWide);
        if (most == 0) {
            chart.getStyler().setYAxisMax(1.0);
        }
    }

    private static void style(CategoryChart chart) {
        var styler = chart.getStyler();
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setXAxisLabelRotation(30);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setAvailableSpaceFill(0.7);
        styler.setLabelsVisible(true);
        styler.setLabelsPosition(1.0);
        styler.setLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
        styler.setDecimalPattern("#,##0");
    }

    private static String label(Results.Row row) {
        return row.subject()
                + row.parameters().entrySet().stream()
                        .filter(each -> !NOT_IN_LABELS.contains(each.getKey()))
                        .map(each -> ", " + each.getValue())
                        .collect(Collectors.joining());
    }

    /** Where the same subject stands beside it with another size. */
    private static String bytesOf(Results.Row row, List<Results.Row> rows) {
        var bytes = row.parameters().get(BYTES);
        var differs = rows.stream()
                .filter(other -> label(other).equals(label(row)))
                .anyMatch(other -> !Objects.equals(other.parameters().get(BYTES), bytes));
        return differs ? ", " + bytes + " bytes" : "";
    }

    /** What an operation allocates does not depend on it. */
    private static String placement(Results.Row row) {
        return String.valueOf(row.parameters().getOrDefault("placement", "any placement"));
    }
}
