package multikernel.codec;

/** Bytes that are no message. Checked, because the peer decides whether it happens, and without a stack trace. */
public final class BadMessage extends Exception {

    private static final long serialVersionUID = 1;

    /** What is wrong with the bytes. */
    public enum Kind {
        /** No record has this message number. */
        UNKNOWN_MESSAGE,
        /** The bytes end before the message does. */
        TRUNCATED,
        /** The message ends before the bytes do. */
        TRAILING_BYTES,
        /** A length or a count beyond its maximum. */
        BAD_LENGTH,
        /** A number that is out of its type's range or longer than it need be, or a flag that is neither 0 nor 1. */
        BAD_NUMBER,
        /** No constant has this ordinal. */
        BAD_ENUM,
        /** Malformed UTF-8. */
        BAD_TEXT,
        /** The same element twice in a set, the same key twice in a map. */
        REPEATED,
        /** The record's own constructor threw. */
        REJECTED_BY_RECORD,
        /** A capability on a way that takes none. */
        CAPABILITY_REFUSED,
        /** A line that goes on with a message of which no first line came, or that is not the next one. */
        BAD_SEQUENCE
    }

    private final Kind kind;

    BadMessage(Kind kind, String detail) {
        super(kind + ": " + detail, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
