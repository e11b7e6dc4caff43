package multikernel.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * A bad network between two programs, on loopback: connections to its port go on to the target, in pieces of random
 * lengths; they can be cut, all or those of one caller, stand still in one direction and be slow.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int PIECE_BYTES_MAX = 4096;
    private static final long LOOK_NANOS = 200_000;

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Random random;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Set<InetAddress> isCutFrom = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;
    private volatile boolean isStillThere;
    private volatile boolean isStillBack;
    private volatile long delayNanos;
    private volatile int pieceBytes = PIECE_BYTES_MAX;

    private TcpProxy(ServerSocket listener, InetSocketAddress target, long seed) {
        this.listener = listener;
        this.target = target;
        this.random = new Random(seed);
    }

    public static TcpProxy to(InetSocketAddress target, long seed) throws IOException {
        return between(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), target, seed);
    }

    /** @param at where it listens */
    public static TcpProxy between(InetSocketAddress at, InetSocketAddress target, long seed) throws IOException {
        var listener = new ServerSocket(at.getPort(), 64, at.getAddress());
        var proxy = new TcpProxy(listener, target, seed);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** Ends every connection now and each new one, until it is healed. */
    public void cut() {
        isCut = true;
        sever();
    }

    /** The same for the connections of one who calls from there. */
    public void cut(InetAddress caller) {
        isCutFrom.add(caller);
        sockets.stream().filter(from -> caller.equals(from.getInetAddress())).forEach(TcpProxy::close);
    }

    /** Ends every connection; new ones are let through. */
    public void sever() {
        sockets.forEach(TcpProxy::close);
        sockets.clear();
    }

    /** Bytes stand still, and go on when it is healed. */
    public void still(boolean there, boolean back) {
        isStillThere = there;
        isStillBack = back;
    }

    /** Each piece of at most so many bytes waits for so long. */
    public void slow(long nanos, int bytes) {
        delayNanos = nanos;
        pieceBytes = bytes;
    }

    public void heal() {
        isCut = false;
        isCutFrom.clear();
        still(false, false);
        slow(0, PIECE_BYTES_MAX);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var from = listener.accept();
                if (isCut || isCutFrom.contains(from.getInetAddress())) {
                    from.close();
                } else {
                    join(from);
                }
            } catch (IOException gone) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private void join(Socket from) throws IOException {
        var to = new Socket();
        sockets.add(from);
        sockets.add(to);
        try {
            to.connect(target);
        } catch (IOException nobody) {
            close(from);
            throw nobody;
        }
        from.setTcpNoDelay(true);
        to.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pump(from, to, true));
        Thread.ofVirtual().start(() -> pump(to, from, false));
    }

    private void pump(Socket from, Socket to, boolean there) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var piece = new byte[PIECE_BYTES_MAX];
            for (var count = in.read(piece, 0, next()); count >= 0; count = in.read(piece, 0, next())) {
                while ((there ? isStillThere : isStillBack) && !from.isClosed()) {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
                if (delayNanos > 0) {
                    LockSupport.parkNanos(delayNanos);
                }
                out.write(piece, 0, count);
            }
        } catch (IOException cut) {
            close(from);
        } finally {
            close(from);
            close(to);
        }
    }

    private int next() {
        return 1 + random.nextInt(pieceBytes);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sever();
    }
}
