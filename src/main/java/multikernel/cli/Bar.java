package multikernel.cli;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * How far long work is, on standard error: lines about it, and below them a bar where a person looks.
 *
 * @param isShown whether there is a bar; where nobody looks it would only be in the way
 */
record Bar(PrintWriter out, boolean isShown) {

    private static final int WIDTH = 40;

    private static final String BEGIN_OF_LINE = "\r";
    private static final String REST_OF_LINE = "\u001b[K";

    /** One more line, in the place of the bar, which comes again below it. */
    void line(String text) {
        out.println((isShown ? BEGIN_OF_LINE + REST_OF_LINE : "") + text);
        out.flush();
    }

    /** @param share from 0 to 1; at 1 the bar disappears */
    void show(double share) {
        if (isShown) {
            var full = (int) Math.round(Math.clamp(share, 0.0, 1.0) * WIDTH);
            var bar = String.format(
                    Locale.ROOT, "[%s%s] %3.0f %%", "#".repeat(full), " ".repeat(WIDTH - full), 100 * share);
            out.print(BEGIN_OF_LINE + (share < 1 ? bar : "") + REST_OF_LINE);
            out.flush();
        }
    }
}
