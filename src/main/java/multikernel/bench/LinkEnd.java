package multikernel.bench;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import multikernel.network.Link;
import multikernel.network.LinkName;
import multikernel.network.LinkShape;
import multikernel.network.Session;
import org.jspecify.annotations.Nullable;

/** One end of a link over shared memory between two JVMs, as a pipe whose two ends belong to one thread. */
final class LinkEnd implements Pipe {

    private static final long CONNECT_SECONDS_MAX = 30;

    private final Link link;
    private @Nullable Session session;

    private LinkEnd(Path base, LinkName name, int capacity) {
        link = Link.open(base, name, new LinkShape(0, 0, capacity));
    }

    static LinkEnd near(Path base, String link, int capacity) {
        return new LinkEnd(base, name(link), capacity);
    }

    static LinkEnd far(Path base, String link, int capacity) {
        return new LinkEnd(base, name(link).turned(), capacity);
    }

    private static LinkName name(String link) {
        return new LinkName(link, "near", "far");
    }

    /** Waits for the other end, as long as it may still come. */
    void connect(BooleanSupplier mayCome) {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONNECT_SECONDS_MAX);
        while (session == null) {
            link.tend(System.nanoTime());
            session = link.session();
            if (session == null && (!mayCome.getAsBoolean() || System.nanoTime() - until > 0)) {
                throw new IllegalStateException("the other end of " + link.name() + " does not come");
            }
        }
    }

    private Session session() {
        return Objects.requireNonNull(session, "not connected");
    }

    @Override
    public Inlet inlet() {
        link.tend(System.nanoTime());
        var writer = session().out();
        return value -> RingPipe.put(writer, value);
    }

    @Override
    public Outlet outlet() {
        var reader = session().in();
        return () -> RingPipe.take(reader);
    }

    @Override
    public void close() {
        link.close();
    }
}
