package multikernel.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Rows under a header, each column as wide as its widest cell. On a terminal that is narrower the widest columns of
 * text give way as far as their longest word, and what does not fit in them goes on below: nothing is cut off.
 *
 * @param columns from left to right
 */
record Table<T>(List<Column<T>> columns) {

    private static final String GAP = "  ";

    /** A cell goes on below after one of these. */
    private static final Pattern BREAK = Pattern.compile("(?<=[ ,])");

    /** @param isNumber aligned at its right end */
    record Column<T>(String header, boolean isNumber, Function<T, String> cell) {}

    static <T> Column<T> text(String header, Function<T, String> cell) {
        return new Column<>(header, false, cell);
    }

    static <T> Column<T> number(String header, Function<T, String> cell) {
        return new Column<>(header, true, cell);
    }

    /** As wide as the terminal, or as it is where the output is none. */
    String render(List<T> rows) {
        return render(rows, Paint.isTerminal() ? Screen.size().columns() : Integer.MAX_VALUE);
    }

    String render(List<T> rows, int room) {
        var lines = new ArrayList<List<String>>();
        lines.add(columns.stream().map(Column::header).toList());
        for (var row : rows) {
            lines.add(columns.stream()
                    .map(column -> printable(column.cell().apply(row)))
                    .toList());
        }
        var widths = widths(lines, room);
        var text = new StringBuilder();
        for (var line : lines) {
            text.append(aligned(line, widths));
        }
        return text.toString();
    }

    private int[] widths(List<List<String>> lines, int room) {
        var widths = new int[columns.size()];
        var words = new int[columns.size()];
        for (var line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
                words[i] = Math.max(words[i], columns.get(i).isNumber() ? widths[i] : longestWord(line.get(i)));
            }
        }
        long over = Arrays.stream(widths).asLongStream().sum() + (long) GAP.length() * (widths.length - 1) - room;
        for (int widest = widest(widths, words); over > 0 && widest >= 0; widest = widest(widths, words)) {
            widths[widest]--;
            over--;
        }
        return widths;
    }

    private static int longestWord(String cell) {
        return BREAK.splitAsStream(cell)
                .mapToInt(word -> word.strip().length())
                .max()
                .orElse(0);
    }

    /** Of those that can give way; -1 if none can. */
    private static int widest(int[] widths, int[] words) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > words[i] && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private String aligned(List<String> cells, int[] widths) {
        var text = new StringBuilder();
        var left = new ArrayList<>(cells);
        do {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                var end = end(left.get(i), widths[i]);
                var cell = end == left.get(i).length()
                        ? left.get(i)
                        : left.get(i).substring(0, end).stripTrailing();
                left.set(i, left.get(i).substring(end).stripLeading());
                var space = " ".repeat(widths[i] - cell.length());
                line.append(i == 0 ? "" : GAP).append(columns.get(i).isNumber() ? space + cell : cell + space);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        } while (left.stream().anyMatch(cell -> !cell.isEmpty()));
        return text.toString();
    }

    /** How much of a cell stands in this line. */
    private static int end(String cell, int width) {
        return cell.length() <= width
                ? cell.length()
                : Math.max(cell.lastIndexOf(' ', width), cell.lastIndexOf(',', width - 1) + 1);
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
