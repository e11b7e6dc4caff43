package multikernel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rows under a header, each column as wide as its widest cell.
 *
 * @param columns from left to right
 */
record Table<T>(List<Column<T>> columns) {

    private static final String GAP = "  ";

    /** @param isNumber aligned at its right end */
    record Column<T>(String header, boolean isNumber, Function<T, String> cell) {}

    static <T> Column<T> text(String header, Function<T, String> cell) {
        return new Column<>(header, false, cell);
    }

    static <T> Column<T> number(String header, Function<T, String> cell) {
        return new Column<>(header, true, cell);
    }

    String render(List<T> rows) {
        var lines = new ArrayList<List<String>>();
        lines.add(columns.stream().map(Column::header).toList());
        for (var row : rows) {
            lines.add(columns.stream()
                    .map(column -> printable(column.cell().apply(row)))
                    .toList());
        }
        var widths = new int[columns.size()];
        for (var line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (var line : lines) {
            text.append(aligned(line, widths)).append('\n');
        }
        return text.toString();
    }

    private String aligned(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var cell = cells.get(i);
            var room = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : GAP).append(columns.get(i).isNumber() ? room + cell : cell + room);
        }
        return line.toString().stripTrailing();
    }

    /** The text with everything that a terminal would obey made visible: it comes from the network. */
    static String printable(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                safe.append('?');
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }
}
