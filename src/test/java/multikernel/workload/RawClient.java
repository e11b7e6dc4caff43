package multikernel.workload;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends exactly the bytes it is told to. */
final class RawClient implements AutoCloseable {

    /** Longer than any limit under test: a reply that does not come fails the test. */
    private static final int PATIENCE_MILLIS = 20_000;

    /** @param headers names in lower case */
    record Reply(int status, Map<String, String> headers, String text) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    final Socket socket = new Socket();
    private final BufferedInputStream in;

    RawClient(InetSocketAddress address) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(address, PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    Reply get(String target, String... headers) throws IOException {
        return request("GET", target, headers);
    }

    Reply request(String method, String target, String... headers) throws IOException {
        var lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        send(method + " " + target + " HTTP/1.1\r\nHost: here\r\n" + lines + "\r\n");
        return read(method.equals("HEAD"));
    }

    Reply read() throws IOException {
        return read(false);
    }

    Reply read(boolean headOnly) throws IOException {
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = in.readNBytes(headOnly ? 0 : length);
        return new Reply(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    /** Whether the server has ended the connection, without a further byte. */
    boolean ended() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("after: " + line);
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
