package multikernel.link;

import multikernel.base.Words;

/** Bytes that are no frame. Checked, because the peer decides whether it happens, and without a stack trace. */
public final class BadFrame extends Exception {

    private static final long serialVersionUID = 1;

    /** What is wrong with the bytes. */
    public enum Kind {
        /** No frame is so long, or one that may come now. */
        LENGTH,
        /** No frame has this number. */
        UNKNOWN,
        /** The frame's body is shorter or longer than its length says. */
        BODY,
        /** A number that is out of its range. */
        NUMBER,
        /** A text that is too long or no printable ASCII. */
        TEXT
    }

    private final Kind kind;

    public BadFrame(Kind kind, String detail) {
        super(Words.of(kind) + ": " + detail, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
