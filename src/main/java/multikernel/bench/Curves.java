package multikernel.bench;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import multikernel.simulation.figure.Point;
import multikernel.simulation.figure.Published;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A simulation as one picture: a curve for each subject over the cores, and what was measured beside it. */
final class Curves {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;
    private static final int MARKER = 10;
    private static final int DOUBLINGS_FROM = 40;
    private static final int CURVES_MAX = 8;

    private static final List<Color> COLOURS = List.of(
            new Color(0x2F, 0x6F, 0xB5),
            new Color(0xE0, 0x7B, 0x2A),
            new Color(0x3A, 0x94, 0x5A),
            new Color(0x7A, 0x51, 0x95),
            new Color(0xC0, 0x39, 0x2B),
            new Color(0x6B, 0x6B, 0x6B));

    private Curves() {}

    /** One chart; one for each variant, below each other, where a single one would have too many curves. */
    static BufferedImage of(Simulation simulation) {
        var points = simulation.points();
        boolean isOne = curves(points).size() <= CURVES_MAX;
        var variants = isOne
                ? List.of("")
                : points.stream().map(Point::variant).distinct().toList();
        var page = new BufferedImage(WIDTH, HEIGHT * variants.size(), BufferedImage.TYPE_INT_RGB);
        var graphics = page.createGraphics();
        for (int at = 0; at < variants.size(); at++) {
            var variant = variants.get(at);
            var chart = chart(
                    simulation,
                    variant,
                    points.stream()
                            .filter(point -> isOne || point.variant().equals(variant))
                            .toList(),
                    simulation.published().stream()
                            .filter(value -> isOne || value.variant().equals(variant))
                            .toList());
            graphics.drawImage(BitmapEncoder.getBufferedImage(chart), 0, at * HEIGHT, null);
        }
        graphics.dispose();
        return page;
    }

    private static XYChart chart(Simulation simulation, String variant, List<Point> points, List<Published> values) {
        var name = simulation.figure().word() + (variant.isEmpty() ? "" : ", " + variant + ",");
        var chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(name + " on a model of " + simulation.model().name() + ", parameters "
                        + simulation.parameters().hash())
                .xAxisTitle("cores")
                .yAxisTitle("thousand cycles")
                .build();
        style(chart, simulation.counts().getLast());
        var colours = colours(points, values);
        curves(points).forEach((curve, line) -> draw(chart, curve, line, colour(colours, curve)));
        measured(values).forEach((curve, line) -> mark(chart, curve, line, colour(colours, curve)));
        return chart;
    }

    private static void style(XYChart chart, int most) {
        var styler = chart.getStyler();
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setYAxisMin(0.0);
        styler.setXAxisLogarithmic(most > DOUBLINGS_FROM);
        styler.setDecimalPattern("#,##0.#");
        styler.setMarkerSize(MARKER);
    }

    private static Color colour(Map<String, Color> colours, String name) {
        return colours.getOrDefault(name, Color.DARK_GRAY);
    }

    private static Map<String, Color> colours(List<Point> points, List<Published> values) {
        var colours = new LinkedHashMap<String, Color>();
        var names = new LinkedHashSet<>(curves(points).keySet());
        names.addAll(measured(values).keySet());
        names.forEach(name -> colours.put(name, COLOURS.get(colours.size() % COLOURS.size())));
        return colours;
    }

    private static Map<String, TreeMap<Integer, Double>> curves(List<Point> points) {
        return points.stream()
                .collect(Collectors.groupingBy(
                        point -> Simulation.named(point.subject(), point.variant()),
                        LinkedHashMap::new,
                        Collectors.toMap(Point::cores, Point::p50, (one, other) -> one, TreeMap::new)));
    }

    private static Map<String, TreeMap<Integer, Double>> measured(List<Published> values) {
        return values.stream()
                .collect(Collectors.groupingBy(
                        value -> Simulation.named(value.subject(), value.variant()),
                        LinkedHashMap::new,
                        Collectors.toMap(Published::cores, Published::cycles, (one, other) -> one, TreeMap::new)));
    }

    private static void draw(XYChart chart, String name, TreeMap<Integer, Double> curve, Color colour) {
        var series = add(chart, name, curve);
        series.setMarker(curve.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(colour);
        series.setLineColor(colour);
    }

    /** What was measured is two points at most: dashes between them, for nobody knows what lies there. */
    private static void mark(XYChart chart, String name, TreeMap<Integer, Double> curve, Color colour) {
        var series = add(chart, name + " (measured)", curve);
        series.setMarker(SeriesMarkers.DIAMOND);
        series.setMarkerColor(colour);
        series.setLineStyle(SeriesLines.DASH_DASH);
        series.setLineColor(colour);
    }

    private static XYSeries add(XYChart chart, String name, TreeMap<Integer, Double> curve) {
        var thousands = curve.values().stream().map(cycles -> cycles / 1000).toList();
        return chart.addSeries(name, List.copyOf(curve.keySet()), thousands);
    }
}
