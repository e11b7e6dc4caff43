package multikernel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A terminal's other screen, drawn over and over; what was there before comes back at the end, however that comes. */
final class Screen implements AutoCloseable {

    private static final String OTHER = "\u001b[?1049h\u001b[?25l";
    private static final String BACK = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    /** A terminal that does not say is as small as the first were. */
    private static final Size SMALLEST = new Size(24, 80);

    private static final long ASK_SECONDS = 1;

    private final PrintWriter out;
    private final Thread atEnd;

    record Size(int rows, int columns) {}

    Screen(PrintWriter out) {
        this.out = out;
        atEnd = new Thread(this::leave, "screen");
        Runtime.getRuntime().addShutdownHook(atEnd);
        out.print(OTHER);
    }

    /** Over what was there, without a moment of nothing. */
    void draw(String text) {
        out.print(HOME + text.replace("\n", REST_OF_LINE + "\n") + REST_OF_SCREEN);
        out.flush();
    }

    private void leave() {
        out.print(BACK);
        out.flush();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException ending) {
            return; // it runs
        }
        leave();
    }

    /** As the terminal has it now: it may be made larger at any time. */
    static Size size() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.waitFor(ASK_SECONDS, TimeUnit.SECONDS) ? parse(said) : SMALLEST;
        } catch (IOException noSuchProgram) {
            return SMALLEST;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SMALLEST;
        }
    }

    static Size parse(String said) {
        var words = said.strip().split(" ");
        if (words.length != 2 || !words[0].matches("[1-9]\\d{0,4}") || !words[1].matches("[1-9]\\d{0,4}")) {
            return SMALLEST;
        }
        return new Size(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    }
}
