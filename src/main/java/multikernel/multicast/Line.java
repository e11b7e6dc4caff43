package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.Optional;
import multikernel.codec.Bytes;
import multikernel.multicast.LineWord.Piece;
import multikernel.multicast.LineWord.Took;
import org.jspecify.annotations.Nullable;

/**
 * One member's end of the way to a member on another node, while both live. Channels between nodes end and are made
 * again: so letters are numbered in pieces, kept until the other end has said that it took them, sent again over the
 * next channel, and taken once.
 */
public final class Line {

    /** Octets of one letter. */
    public static final int LETTER_BYTES_MAX = 16 << 20;

    /** Octets that are kept for the other end: windows of all senders. With more the member's core fails. */
    public static final long KEPT_BYTES_MAX = 1L << 30;

    private final ArrayDeque<Piece> waiting = new ArrayDeque<>();
    /** Over the channel of now, and not known to be taken. */
    private final ArrayDeque<Piece> sent = new ArrayDeque<>();

    private final ArrayDeque<Bytes> arriving = new ArrayDeque<>();
    private int arrivingBytes;
    private long put;
    private long keptBytes;
    private long taken;
    private long told;

    /** A letter to the other end. */
    public void put(Bytes letter) {
        keptBytes += letter.length();
        if (letter.length() > LETTER_BYTES_MAX || keptBytes > KEPT_BYTES_MAX) {
            throw new IllegalStateException(letter.length() + " of " + keptBytes + " bytes for another node's member");
        }
        var octets = letter.toArray();
        int from = 0;
        do {
            int length = Math.min(LineWord.PIECE_BYTES_MAX, octets.length - from);
            put++;
            waiting.add(new Piece(put, from + length == octets.length, Bytes.copyOf(octets, from, length)));
            from += length;
        } while (from < octets.length);
    }

    /** A new channel is there: what the other end is not known to have goes over it again. */
    public void again() {
        while (!sent.isEmpty()) {
            waiting.addFirst(sent.removeLast());
        }
        told = 0;
    }

    /** What is to be sent next; null if nothing is. It stays so until it is {@link #sent}. */
    public @Nullable Piece next() {
        return waiting.peek();
    }

    public void sent() {
        sent.add(waiting.remove());
    }

    /** The other end has taken all pieces up to this number. */
    public void acknowledged(long number) {
        acknowledged(sent, number);
        acknowledged(waiting, number);
    }

    private void acknowledged(ArrayDeque<Piece> pieces, long number) {
        while (!pieces.isEmpty() && pieces.element().number() <= number) {
            keptBytes -= pieces.remove().octets().length();
        }
    }

    /**
     * A piece from the other end; the letter that is whole with it.
     *
     * @throws IllegalStateException if one before it is lacking, or the letter too long, which no other end may do
     */
    public Optional<Bytes> heard(Piece piece) {
        if (piece.number() <= taken) {
            told = Math.min(told, piece.number() - 1);
            return Optional.empty();
        }
        if (piece.number() != taken + 1 || arrivingBytes > LETTER_BYTES_MAX) {
            throw new IllegalStateException(
                    "after piece " + taken + " comes " + piece.number() + ", " + arrivingBytes + " bytes before it");
        }
        taken = piece.number();
        arriving.add(piece.octets());
        arrivingBytes += piece.octets().length();
        if (!piece.isLast()) {
            return Optional.empty();
        }
        return Optional.of(arrived());
    }

    private Bytes arrived() {
        var letter = new byte[arrivingBytes];
        for (int at = 0; !arriving.isEmpty(); ) {
            var piece = arriving.remove();
            piece.copyTo(letter, at);
            at += piece.length();
        }
        arrivingBytes = 0;
        return Bytes.copyOf(letter);
    }

    /** Up to which number pieces were taken, if that was not said over the channel of now; null if it was. */
    public @Nullable Took owed() {
        return taken > told ? new Took(taken) : null;
    }

    /** It was said. */
    public void told(Took took) {
        told = took.number();
    }

    /** Whether nothing has to be sent, and nothing would be if the channel ended. */
    public boolean isIdle() {
        return waiting.isEmpty() && sent.isEmpty() && taken == told;
    }
}
