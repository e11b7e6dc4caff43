package multikernel.network;

import multikernel.base.Words;
import org.jspecify.annotations.Nullable;

/** A link cannot be: says why, and what differs or is missing. */
public final class LinkRefused extends RuntimeException {

    /** Why. */
    public enum Reason {
        /** Another process, or this one, has this end open. */
        HELD,
        /** The other end was built for another layout of the files. */
        VERSION,
        /** The other end has lines of another size or byte order. */
        LAYOUT,
        /** The other end speaks other messages. */
        MESSAGES,
        /** The file system has no room for a ring. */
        NO_ROOM,
        /** The directory is not ours alone, or a file in it is not what a link makes. */
        NOT_OURS,
        /** The system refused a file for another reason, which is the cause. */
        FILES
    }

    private static final long serialVersionUID = 1;

    private final Reason reason;

    LinkRefused(Reason reason, String detail, @Nullable Throwable cause) {
        super(Words.of(reason) + ": " + detail, cause);
        this.reason = reason;
    }

    LinkRefused(Reason reason, String detail) {
        this(reason, detail, null);
    }

    public Reason reason() {
        return reason;
    }
}
