package multikernel.agreement.group;

import multikernel.codec.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What a group replicates. The same commands in the same order make the same state with the same results: time and
 * chance are inside the command, if anywhere.
 */
public interface GroupState {

    /**
     * Cannot fail: what the state does not allow is a result that says so.
     *
     * @param index of the command, ascending; some indices have none
     */
    Bytes apply(long index, Bytes command);

    /** The state as it is now, to be handed over piece by piece while it goes on changing. */
    Copy copy();

    /** The state becomes another's: what it was is over, and it is of no use until {@link #installed}. */
    void installBegins();

    /** The next piece, in order. */
    void install(Bytes piece);

    void installed();

    /** One state at one moment. */
    interface Copy {

        /** At most {@link GroupMessage#PIECE_BYTES_MAX} bytes, or null when all have been given. */
        @Nullable
        Bytes next();

        /** Nobody wants the rest. */
        void close();
    }
}
