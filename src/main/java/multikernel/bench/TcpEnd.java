package multikernel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** One end of a connection over the loopback, which never blocks: it asks the kernel again and again. */
final class TcpEnd implements Pipe {

    static final int MESSAGE_BYTES = (WORDS + 1) * Long.BYTES;

    private static final int READ_BYTES = 1_024 * MESSAGE_BYTES;

    private final SocketChannel channel;
    private final ByteBuffer out;
    private final ByteBuffer in =
            ByteBuffer.allocateDirect(READ_BYTES).order(ByteOrder.nativeOrder()).limit(0);

    /** @param batch messages that one write is for, in a stream */
    private TcpEnd(SocketChannel channel, int batch) throws IOException {
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        out = ByteBuffer.allocateDirect(batch * MESSAGE_BYTES).order(ByteOrder.nativeOrder());
    }

    static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    static int portOf(ServerSocketChannel server) throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    static TcpEnd accept(ServerSocketChannel server, int batch) throws IOException {
        return new TcpEnd(server.accept(), batch);
    }

    static TcpEnd connect(int port, int batch) {
        try {
            return new TcpEnd(
                    SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)), batch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Inlet inlet() {
        return value -> {
            for (int word = 0; word <= WORDS; word++) {
                out.putLong(value + word);
            }
            if (!out.hasRemaining() || value == END) {
                flush();
            }
        };
    }

    private void flush() {
        out.flip();
        try {
            for (int looks = 0; out.hasRemaining(); looks = Waiting.again(looks)) {
                channel.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.clear();
    }

    @Override
    public Outlet outlet() {
        return () -> {
            for (int looks = 0; in.remaining() < MESSAGE_BYTES; looks = Waiting.again(looks)) {
                read();
            }
            var first = in.getLong();
            var rest = 0L;
            for (int word = 1; word <= WORDS; word++) {
                rest += in.getLong() - first - word;
            }
            return first + rest;
        };
    }

    private void read() {
        in.compact();
        try {
            if (channel.read(in) < 0) {
                throw new IllegalStateException("the other end has hung up");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            in.flip();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
