package multikernel.trace;

import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as it is written, one event a line; nothing of it is kept. */
final class Json {

    private static final long NANOS_PER_MICRO = 1000;

    private final Appendable out;
    private final StringBuilder line = new StringBuilder();
    private boolean isFirst = true;

    Json(Appendable out) {
        this.out = out;
    }

    Json raw(String text) {
        line.append(text);
        return this;
    }

    /** One more object of the list of events; its members follow, each with a comma before it but the first. */
    Json event(String letter, long process, long thread) {
        raw(isFirst ? "\n{\"ph\":\"" : ",\n{\"ph\":\"");
        isFirst = false;
        return raw(letter)
                .raw("\",\"pid\":")
                .raw(Long.toString(process))
                .raw(",\"tid\":")
                .raw(Long.toString(thread));
    }

    void end() {
        raw("}").flush();
    }

    void flush() {
        try {
            out.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line.setLength(0);
    }

    Json text(String member, String value) {
        return raw(",\"").raw(member).raw("\":").raw(quoted(value));
    }

    Json number(String member, long value) {
        return raw(",\"").raw(member).raw("\":").raw(Long.toString(value));
    }

    /** Microseconds, with the three places that make nanoseconds of them. */
    Json time(long nanos) {
        var rest = Math.floorMod(nanos, NANOS_PER_MICRO);
        return raw(",\"ts\":")
                .raw(Long.toString(Math.floorDiv(nanos, NANOS_PER_MICRO)))
                .raw("." + (char) ('0' + rest / 100) + (char) ('0' + rest / 10 % 10) + (char) ('0' + rest % 10));
    }

    static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (var at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            if (letter == '"' || letter == '\\') {
                quoted.append('\\').append(letter);
            } else if (letter < ' ' || Character.isSurrogate(letter)) {
                quoted.append(String.format("\\u%04x", (int) letter));
            } else {
                quoted.append(letter);
            }
        }
        return quoted.append('"').toString();
    }
}
