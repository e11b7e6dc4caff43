package multikernel.link;

/** A message that is beyond the limit of its link; nothing of it was sent. */
public final class TooLong extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long bytes;
    private final int bytesMax;

    public TooLong(long bytes, int bytesMax) {
        super("message-too-long: " + bytes + " bytes; a message of this link has at most " + bytesMax);
        this.bytes = bytes;
        this.bytesMax = bytesMax;
    }

    public long bytes() {
        return bytes;
    }

    public int bytesMax() {
        return bytesMax;
    }
}
