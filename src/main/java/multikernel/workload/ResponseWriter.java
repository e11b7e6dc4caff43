package multikernel.workload;

import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Responses as bytes of HTTP/1.1; remembers the date of the current second, so it belongs to one core's thread. */
final class ResponseWriter {

    /** How the connection goes on after a response. */
    enum After {
        STAY(""),
        /** HTTP/1.0 closes unless it is told otherwise. */
        STAY_SAID("Connection: keep-alive\r\n"),
        CLOSE("Connection: close\r\n");

        private final String line;

        After(String line) {
            this.line = line;
        }
    }

    /** RFC 9110 wants two digits for the day, which the JDK's RFC_1123_DATE_TIME does not give. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String FIXED = "Server: multikernel\r\nX-Content-Type-Options: nosniff\r\n";

    private long second = Long.MIN_VALUE;
    private String date = "";

    /** Writes everything but a body that lies in a file. */
    void write(ByteBuf out, Response response, boolean headOnly, After after, long epochMillis) {
        var text = new StringBuilder(320);
        text.append("HTTP/1.1 ").append(response.status()).append(' ');
        text.append(Answers.reason(response.status())).append("\r\nDate: ").append(date(epochMillis));
        text.append("\r\n").append(FIXED);
        for (var header : response.headers()) {
            text.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        if (response.status() != 304) {
            text.append("Content-Length: ").append(response.content().length()).append("\r\n");
        }
        text.append(after.line).append("\r\n");
        out.writeCharSequence(text, StandardCharsets.US_ASCII);
        if (!headOnly && response.content() instanceof Body body) {
            out.writeBytes(body.view());
        }
    }

    /** The path was resolved when it was found to be inside the site: a link in its place now is refused. */
    static FileRegion open(FileSlice slice) throws IOException {
        var open = FileChannel.open(Path.of(slice.path()), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        return new DefaultFileRegion(open, slice.from(), slice.length());
    }

    private String date(long epochMillis) {
        var now = Math.floorDiv(epochMillis, 1000L);
        if (now != second) {
            second = now;
            date = DATE.format(Instant.ofEpochSecond(now));
        }
        return date;
    }
}
