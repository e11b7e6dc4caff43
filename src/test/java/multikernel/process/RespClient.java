package multikernel.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection to a store that shows replies as the bytes that they are, a character for each. */
final class RespClient implements AutoCloseable {

    /** Longer than any limit under test. */
    private static final int PATIENCE_MILLIS = 60_000;

    final Socket socket = new Socket();
    private final BufferedInputStream in;

    RespClient(InetSocketAddress address) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(address, PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static String request(String... words) {
        var text = new StringBuilder("*").append(words.length).append("\r\n");
        for (var word : words) {
            text.append('$').append(word.length()).append("\r\n");
            text.append(word).append("\r\n");
        }
        return text.toString();
    }

    RespClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    String ask(String... words) throws IOException {
        return send(request(words)).read();
    }

    /** One reply with all that is in it. */
    String read() throws IOException {
        var line = line();
        var size = line.length() > 3 && "$*%~".indexOf(line.charAt(0)) >= 0
                ? Integer.parseInt(line.substring(1, line.length() - 2))
                : -1;
        if (size < 0) {
            return line;
        }
        if (line.charAt(0) == '$') {
            return line + new String(in.readNBytes(size + 2), ISO_8859_1);
        }
        var all = new StringBuilder(line);
        for (var items = line.charAt(0) == '%' ? 2 * size : size; items > 0; items--) {
            all.append(read());
        }
        return all.toString();
    }

    /** Whether the other end has closed, without a further byte. */
    boolean isEnded() throws IOException {
        return in.read() < 0;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var octet = in.read(); ; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("after: " + line);
            }
            line.write(octet);
            if (octet == '\n') {
                return line.toString(ISO_8859_1);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
