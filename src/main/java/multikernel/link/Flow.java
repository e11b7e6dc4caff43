package multikernel.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One plane of a session, both ways: numbers what goes and keeps it until it is acknowledged, counts what comes. */
final class Flow {

    /** @param channel whose frame it is */
    record Kept(Frame.Numbered frame, LinkChannel channel) {}

    private final ArrayDeque<Kept> waiting = new ArrayDeque<>();
    private final ArrayDeque<Kept> written = new ArrayDeque<>();
    private final int bytesMax;
    private long numbered;
    private long acknowledged;
    private long received;
    private int bytes;
    private int opened;
    private long resent;

    Flow(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** For a message of so many bytes; what opens and finishes channels is few and short, and always has room. */
    boolean hasRoom(int messageBytes) {
        return (long) bytes + messageBytes + Frames.OVERHEAD_BYTES <= bytesMax;
    }

    long next() {
        return numbered + 1;
    }

    /** @param frame with the next number */
    void add(Frame.Numbered frame, LinkChannel channel) {
        assert frame.number() == next() : frame;
        numbered++;
        bytes += Frames.bytes(frame);
        waiting.add(new Kept(frame, channel));
    }

    /** The next to be written; it stays kept. */
    Frame.@Nullable Numbered poll() {
        var kept = waiting.poll();
        if (kept == null) {
            return null;
        }
        written.add(kept);
        return kept.frame();
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    /** What has arrived with this for the first time. */
    List<Kept> acknowledge(long number) throws Violation {
        if (number > written()) {
            throw new Violation(number + " acknowledged of " + written() + " sent");
        }
        var arrived = new ArrayList<Kept>();
        while (acknowledged < number) {
            var kept = written.remove();
            acknowledged++;
            bytes -= Frames.bytes(kept.frame());
            arrived.add(kept);
        }
        return arrived;
    }

    /** Over a new connection: what the peer has of it arrived, the rest is written again. */
    List<Kept> resume(long number) throws Violation {
        if (number < acknowledged) {
            throw new Violation("it had acknowledged " + acknowledged + " and knows of " + number);
        }
        var arrived = acknowledge(number);
        resent += written.size();
        while (!written.isEmpty()) {
            waiting.addFirst(written.removeLast());
        }
        return arrived;
    }

    /**
     * A frame came, and must be the next one. A number cannot come twice: each connection begins with a hello that says
     * what this end has, nothing of an earlier connection is heard after it, and the peer goes on from there.
     */
    void receive(Frame.Numbered frame) throws Violation {
        if (frame.number() != received + 1) {
            throw new Violation(frame.number() + " came after " + received);
        }
        received++;
    }

    /** The last number that was written, over whichever connection. */
    long written() {
        return numbered - waiting.size();
    }

    /** The peer counts its channels upwards, in both planes together; each plane arrives in order by itself. */
    boolean opens(int channel) {
        var later = channel > opened;
        opened = Math.max(opened, channel);
        return later;
    }

    long received() {
        return received;
    }

    /** Frames that were written again, ever. */
    long resent() {
        return resent;
    }

    /** Of the frames that are kept. */
    int bytes() {
        return bytes;
    }
}
