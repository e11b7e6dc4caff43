package multikernel.link;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session owes its peer beside frames: echoes; acknowledgements and credits, both seldom and cumulative. */
final class Owed {

    /** Frames received before an acknowledgement goes out on its own; with anything else that goes it goes along. */
    private static final int ACKNOWLEDGE_EVERY = 32;

    final Distance distance;
    private final int window;
    private final int bytesMax;
    private final Set<LinkChannel> credits = new LinkedHashSet<>();
    private int frames;
    private int bytes;
    private boolean isDue;

    Owed(LinkLimits limits) {
        this.distance = new Distance(limits.aliveNanos());
        this.window = limits.window();
        this.bytesMax = limits.keptBytesMax() / 4;
    }

    /** @param isAliveDue whether nothing has been said for long */
    void tick(boolean isAliveDue, long nowNanos) {
        distance.tick(nowNanos);
        isDue |= isAliveDue;
    }

    void received(Frame.Numbered frame) {
        frames++;
        bytes += Frames.bytes(frame);
        isDue |= frames >= ACKNOWLEDGE_EVERY || bytes >= bytesMax;
    }

    /** An acknowledgement goes out with the next frames, or alone. */
    void acknowledge() {
        isDue = true;
    }

    /**
     * The next to be said; null if it may wait for a frame that it can go along with.
     *
     * @param control how many frames of the plane have been received
     * @param data the same
     * @param goesAlong whether frames follow
     */
    @Nullable
    Frame next(long control, long data, boolean goesAlong, long nowNanos) {
        var echo = distance.next(nowNanos);
        if (echo != null) {
            // what is said now counts as a word, so that none comes later that an acknowledgement could go along with
            isDue |= frames > 0;
            return echo;
        }
        return takesAcknowledgement(goesAlong || !credits.isEmpty())
                ? new Frame.Acknowledge(control, data)
                : takeCredit();
    }

    private boolean takesAcknowledgement(boolean goesAlong) {
        if (!isDue && !(goesAlong && frames > 0)) {
            return false;
        }
        isDue = false;
        frames = 0;
        bytes = 0;
        return true;
    }

    void credit(LinkChannel channel) {
        credits.add(channel);
    }

    void forget(LinkChannel channel) {
        credits.remove(channel);
    }

    private Frame.@Nullable Credit takeCredit() {
        var first = credits.stream().findFirst();
        if (first.isEmpty()) {
            return null;
        }
        var channel = first.get();
        credits.remove(channel);
        channel.granted = channel.handled + window;
        return new Frame.Credit(channel.id, channel.granted);
    }

    boolean isNothing() {
        return !isDue && credits.isEmpty() && !distance.hasNext();
    }
}
