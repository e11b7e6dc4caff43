package multikernel.network;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import multikernel.link.BadFrame;
import multikernel.link.Frame;
import org.jspecify.annotations.Nullable;

/**
 * How a connection between two nodes of one machine moves into rings. Each end says after its hello where it reads from
 * now on, and says nothing else until it has heard the same of the other; so a channel that opens on the connection has
 * one tier. Each direction moves by itself, and one that cannot stays.
 *
 * <pre>
 *   hello (proof) ---------&gt;   &lt;--------- hello (proof)
 *   ring (file) -----------&gt;   &lt;----------- ring (file)   what else there is to say waits
 *   moved -----------------&gt;   &lt;----------------- moved   the last word before those in the ring
 *   bell ------------------&gt;   &lt;------------------ bell   whoever sleeps is woken by it
 * </pre>
 */
final class PeerMove {

    /** A buffer that a long message has made is let go. */
    private static final int KEPT_BYTES_MAX = 256 * 1024;

    private final Optional<Locality> locality;
    private final PeerConnection connection;
    private boolean hasSaidHello;
    private String proof = "";
    private boolean isAsked;
    private boolean isAnswered;
    private @Nullable PeerRings rings;
    private byte[] batch = new byte[0];

    /** @param locality empty on a node that has no rings */
    PeerMove(Optional<Locality> locality, PeerConnection connection) {
        this.locality = locality;
        this.connection = connection;
    }

    void said(Frame frame) {
        if (frame instanceof Frame.Hello) {
            hasSaidHello = true;
        }
    }

    void heard(Frame.Hello hello) {
        proof = hello.place();
    }

    /** Both ends have named a place, so that both say where they read. */
    private boolean isDue() {
        return hasSaidHello && !proof.isEmpty() && locality.isPresent();
    }

    /** After a hello has been believed, or said. */
    void ask() {
        if (!isDue() || isAsked) {
            return;
        }
        isAsked = true;
        var here = locality.orElseThrow();
        if (here.isHere(proof)) {
            try {
                var made = new PeerRings(connection, here.make());
                rings = made;
                connection.loop().add(made);
            } catch (LinkRefused refused) {
                PeerLink.LOG.warn("{}: no shared memory: {}", connection, refused.getMessage());
            }
        }
        connection.say(new Frame.Ring(rings == null ? "" : rings.file(), here.lines()));
    }

    /** @throws BadFrame if it is not the time for that word */
    void heard(Frame.OfConnection word) throws BadFrame {
        switch (word) {
            case Frame.Ring(String file, int lines) -> {
                require(isAsked && !isAnswered, word);
                isAnswered = true;
                if (rings != null && !file.isEmpty()) {
                    speak(rings, file, lines);
                }
            }
            case Frame.Moved _ -> {
                var mine = rings;
                if (mine == null || mine.isHeard()) {
                    throw unexpected(word);
                }
                mine.hear();
            }
            case Frame.Bell _ -> require(rings != null, word);
        }
    }

    private static void require(boolean isTime, Frame.OfConnection word) throws BadFrame {
        if (!isTime) {
            throw unexpected(word);
        }
    }

    private static BadFrame unexpected(Frame.OfConnection word) {
        return new BadFrame(BadFrame.Kind.UNKNOWN, word + " is not expected");
    }

    private void speak(PeerRings mine, String file, int lines) {
        try {
            var way = locality.orElseThrow().map(file, lines);
            connection.say(new Frame.Moved());
            mine.speak(way);
        } catch (LinkRefused refused) {
            PeerLink.LOG.warn("{}: no shared memory: {}", connection, refused.getMessage());
        }
    }

    /** Whether anything but a hello may be said, and there is room for it. */
    boolean maySay() {
        return !isDue() || (isAnswered && (rings == null || rings.isWritten()));
    }

    /** Whether what is said goes through a ring. */
    boolean isRing() {
        return rings != null && rings.speaks();
    }

    void put(ByteBuf frames) {
        var count = frames.readableBytes();
        if (batch.length < count || batch.length > KEPT_BYTES_MAX) {
            batch = new byte[count];
        }
        frames.readBytes(batch, 0, count);
        frames.release();
        if (rings != null) {
            rings.put(batch, count);
        }
    }

    /** Nothing more comes over the connection: what was written before still counts. */
    void drain() {
        if (rings != null) {
            rings.drain();
        }
    }

    void end() {
        if (rings != null) {
            connection.loop().remove(rings);
            locality.orElseThrow().withdraw(rings.file());
            rings = null;
        }
    }
}
