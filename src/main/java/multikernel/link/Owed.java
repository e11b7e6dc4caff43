package multikernel.link;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session owes its peer beside frames: acknowledgements and credits, both said seldom and cumulative. */
final class Owed {

    /** Frames received before an acknowledgement goes out on its own; with anything else that goes it goes along. */
    private static final int ACKNOWLEDGE_EVERY = 32;

    private final int bytesMax;
    private final Set<LinkChannel> credits = new LinkedHashSet<>();
    private int frames;
    private int bytes;
    private boolean isDue;

    /** @param bytesMax of frames received that may go without an acknowledgement */
    Owed(int bytesMax) {
        this.bytesMax = bytesMax;
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

    /** Whether an acknowledgement goes out now; afterwards none is owed. */
    boolean takeAcknowledgement(boolean goesAlong) {
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

    Frame.@Nullable Credit takeCredit(int window) {
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
        return !isDue && credits.isEmpty();
    }
}
