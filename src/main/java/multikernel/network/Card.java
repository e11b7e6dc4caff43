package multikernel.network;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import multikernel.network.LinkRefused.Reason;
import multikernel.urpc.Channel.State;
import multikernel.urpc.Ring;
import multikernel.urpc.SharedWords;

/**
 * What one end says of itself, in a file of one page that it alone writes. The first line is written before anybody can
 * see the file; each word of the other has the end's whole answer to one question.
 *
 * <pre>
 * byte   0  format    8  layout   16  sends   24  incarnation   32  capacity   40  process token   48  process id
 * byte  56  receives
 * byte 128  state     136  ring for   144  mapped   152  met   160  left
 * </pre>
 */
final class Card {

    static final long BYTES = 4096;

    /** "mklink" and the version of everything in this package that lies in files. */
    private static final long FORMAT = 0x6d6b_6c69_6e6b_0001L;

    private static final int FORMAT_WORD = 0;
    private static final int LAYOUT_WORD = 1;
    private static final int SENDS_WORD = 2;
    private static final int INCARNATION_WORD = 3;
    private static final int CAPACITY_WORD = 4;
    private static final int TOKEN_WORD = 5;
    private static final int PID_WORD = 6;
    private static final int RECEIVES_WORD = 7;
    private static final int STATE_WORD = 16;
    private static final int RING_FOR_WORD = 17;
    private static final int MAPPED_WORD = 18;
    private static final int MET_WORD = 19;
    private static final int LEFT_WORD = 20;

    /** Bits of the state beside the incarnation of the other end that it is meant for. */
    private static final int STATE_BITS = 3;

    static final long INCARNATION_MAX = Long.MAX_VALUE >> STATE_BITS;

    /**
     * The first line, copied out once.
     *
     * @param pid for messages to people alone
     */
    record Facts(
            long format,
            long layout,
            long sends,
            long receives,
            long incarnation,
            long capacity,
            long token,
            long pid) {

        /** @throws LinkRefused if the two cannot talk */
        void check(LinkShape ours, LinkName name) {
            same(Reason.VERSION, "format", format, FORMAT, name);
            same(Reason.LAYOUT, "layout of lines", layout, layoutOfLines(), name);
            same(Reason.MESSAGES, "fingerprint of what comes", sends, ours.receives(), name);
            same(Reason.MESSAGES, "fingerprint of what goes", receives, ours.sends(), name);
            if (!LinkShape.isCapacity(capacity)) {
                throw new LinkRefused(Reason.LAYOUT, name + ": the other end says a ring of " + capacity + " lines");
            }
        }

        /** A file of this format, from an incarnation that there can be. */
        boolean isCard() {
            return format >>> Short.SIZE == FORMAT >>> Short.SIZE && incarnation > 0 && incarnation <= INCARNATION_MAX;
        }

        private static void same(Reason reason, String what, long theirs, long ours, LinkName name) {
            if (theirs != ours) {
                throw new LinkRefused(
                        reason,
                        name + ": " + what + " is " + Long.toHexString(theirs) + " there and " + Long.toHexString(ours)
                                + " here");
            }
        }
    }

    private final SharedWords words;

    private Card(MemorySegment page) {
        this.words = SharedWords.over(page);
    }

    /** Reads or writes one that is there. */
    static Card over(MemorySegment page) {
        return new Card(page);
    }

    /** Fills in the first line of a new one. */
    static Card write(MemorySegment page, LinkShape shape, long incarnation) {
        var card = new Card(page);
        card.words.setRelease(LAYOUT_WORD, layoutOfLines());
        card.words.setRelease(SENDS_WORD, shape.sends());
        card.words.setRelease(RECEIVES_WORD, shape.receives());
        card.words.setRelease(INCARNATION_WORD, incarnation);
        card.words.setRelease(CAPACITY_WORD, shape.capacity());
        card.words.setRelease(TOKEN_WORD, ProcessToken.OURS);
        card.words.setRelease(PID_WORD, ProcessHandle.current().pid());
        card.words.setRelease(FORMAT_WORD, FORMAT);
        return card;
    }

    Facts facts() {
        return new Facts(
                words.getAcquire(FORMAT_WORD),
                words.getAcquire(LAYOUT_WORD),
                words.getAcquire(SENDS_WORD),
                words.getAcquire(RECEIVES_WORD),
                words.getAcquire(INCARNATION_WORD),
                words.getAcquire(CAPACITY_WORD),
                words.getAcquire(TOKEN_WORD),
                words.getAcquire(PID_WORD));
    }

    /** Sizes of a line and its payload, and the order of bytes. */
    private static long layoutOfLines() {
        var order = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 2;
        return (long) order << 32 | (long) Ring.LINE_BYTES << 16 | Ring.PAYLOAD_BYTES;
    }

    /** @param peer the incarnation of the other end that this is meant for */
    void say(State state, long peer) {
        words.setRelease(STATE_WORD, peer << STATE_BITS | code(state));
    }

    /** What it says to this incarnation of the other end; {@code CONNECTING} if it has not looked at it yet. */
    State stateFor(long incarnation) {
        var word = words.getAcquire(STATE_WORD);
        if (words.getAcquire(LEFT_WORD) != 0) {
            return State.CLOSED;
        }
        if (word >> STATE_BITS != incarnation) {
            return State.CONNECTING;
        }
        return switch ((int) word & (1 << STATE_BITS) - 1) {
            case 0 -> State.CONNECTING;
            case 1 -> State.CONNECTED;
            case 2 -> State.DRAINING;
            default -> State.CLOSED;
        };
    }

    private static int code(State state) {
        return switch (state) {
            case CONNECTING -> 0;
            case CONNECTED -> 1;
            case DRAINING -> 2;
            case CLOSED -> 3;
        };
    }

    /** The incarnation of the other end that a ring was made for. */
    long ringFor() {
        return words.getAcquire(RING_FOR_WORD);
    }

    void ringFor(long peer) {
        words.setRelease(RING_FOR_WORD, peer);
    }

    /** The incarnation of the other end whose ring it has mapped, so that its name is not needed any more. */
    long mapped() {
        return words.getAcquire(MAPPED_WORD);
    }

    void mapped(long peer) {
        words.setRelease(MAPPED_WORD, peer);
    }

    /** The highest incarnation of the other end that it has met. */
    long met() {
        return words.getAcquire(MET_WORD);
    }

    void met(long peer) {
        words.setRelease(MET_WORD, peer);
    }

    /** Its last word: it says nothing more to anybody. */
    void leave() {
        words.setRelease(LEFT_WORD, 1);
    }

    static String file(String end) {
        return end + ".card";
    }

    static String draft(String end, long token) {
        return end + "." + Long.toHexString(token) + ".draft";
    }

    /** What a file holds that may be no card. */
    record Found(Facts facts, long met) {}

    /** By a read, not a mapping: a file that is looked at each millisecond is not mapped each millisecond. */
    static Found read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate((int) BYTES).order(ByteOrder.nativeOrder());
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // What is not there stays 0, and is then no card.
        }
        return new Found(
                new Facts(
                        bytes.getLong(FORMAT_WORD * Long.BYTES),
                        bytes.getLong(LAYOUT_WORD * Long.BYTES),
                        bytes.getLong(SENDS_WORD * Long.BYTES),
                        bytes.getLong(RECEIVES_WORD * Long.BYTES),
                        bytes.getLong(INCARNATION_WORD * Long.BYTES),
                        bytes.getLong(CAPACITY_WORD * Long.BYTES),
                        bytes.getLong(TOKEN_WORD * Long.BYTES),
                        bytes.getLong(PID_WORD * Long.BYTES)),
                bytes.getLong(MET_WORD * Long.BYTES));
    }
}
