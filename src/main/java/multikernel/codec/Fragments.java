package multikernel.codec;

/**
 * How a message lies in lines. A line's tag says what it is in bits 28 to 30 and has 28 bits of data: the length of the
 * whole message in its first line, in the others their number, from 1.
 */
public final class Fragments {

    /** What a line of 64 bytes has room for beside its header. */
    public static final int LINE_BYTES = 56;

    private static final int KIND_SHIFT = 28;
    private static final int DATA = (1 << KIND_SHIFT) - 1;
    private static final int BEGINS = 1;
    private static final int GOES_ON = 2;

    private Fragments() {}

    /** Whether a line with this tag belongs to a message; all other tags are the channel's own. */
    public static boolean isFragment(int tag) {
        int kind = tag >>> KIND_SHIFT;
        return kind == BEGINS || kind == GOES_ON;
    }

    /** Whether a line with this tag goes on with a message that an earlier line has begun. */
    public static boolean isContinuation(int tag) {
        return tag >>> KIND_SHIFT == GOES_ON;
    }

    public static int lines(int bytes) {
        return Math.max(1, (bytes + LINE_BYTES - 1) / LINE_BYTES);
    }

    static int begins(int bytes) {
        return BEGINS << KIND_SHIFT | bytes;
    }

    static int goesOn(int number) {
        return GOES_ON << KIND_SHIFT | number & DATA;
    }

    static boolean isBeginning(int tag) {
        return tag >>> KIND_SHIFT == BEGINS;
    }

    static int data(int tag) {
        return tag & DATA;
    }
}
