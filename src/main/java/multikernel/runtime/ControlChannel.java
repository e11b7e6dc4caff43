package multikernel.runtime;

import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.Objects;
import multikernel.codec.LineSink;
import multikernel.urpc.RingWriter;
import org.jspecify.annotations.Nullable;

/**
 * The sender's end of a control ring: it takes lines of bytes, never a reference. Its receiver looks at it before data.
 */
public final class ControlChannel implements LineSink {

    private static final long NO_ROOM = -1;

    private final ControlRing ring;
    private final DropLedger drops;
    private final Collection<ControlChannel> refused;
    private @Nullable RingWriter writer;

    /** @param refused where it puts itself when it has no room */
    ControlChannel(ControlRing ring, DropLedger drops, Collection<ControlChannel> refused) {
        this.ring = ring;
        this.drops = drops;
        this.refused = refused;
    }

    Incarnation to() {
        return ring.to();
    }

    boolean hasRoom() {
        return isCut() || (isConnected() && Objects.requireNonNull(writer).hasRoom());
    }

    /** Has the other end made the memory? */
    private boolean isConnected() {
        if (writer == null) {
            writer = ring.writer();
        }
        return writer != null;
    }

    /** Nothing that goes here arrives any more: the peer takes nothing, or this core is fenced. */
    public boolean isCut() {
        return to().isClosed() || ring.from().isFenced();
    }

    /** Counts a message for a peer that is cut off. */
    public void drop() {
        ring.reject();
        var from = ring.from();
        drops.add(from.id(), to().id(), from.isFenced() ? Dropped.Reason.CORE_STUCK : to().closedReason(), 1);
    }

    /** -1 also until the peer has made the ring; either way the {@link ControlHandler} is told of room. */
    @Override
    public long claim() {
        if (isCut()) {
            return NO_ROOM;
        }
        var line = isConnected() ? Objects.requireNonNull(writer).claim() : NO_ROOM;
        if (line == NO_ROOM && !refused.contains(this)) {
            refused.add(this);
        }
        return line;
    }

    @Override
    public void publish(int tag) {
        Objects.requireNonNull(writer).publish(tag);
        ring.published(tag);
        to().inbox().signalControl();
    }

    @Override
    public MemorySegment memory() {
        return Objects.requireNonNull(writer).memory();
    }
}
