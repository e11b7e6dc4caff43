package multikernel.link;

/**
 * What a link keeps and how long it waits. Both ends may differ in all but the longest message.
 *
 * @param messageBytesMax of one message; a longer one is refused at the sender
 * @param window messages of one channel that may be under way or wait for their receiver, in each direction
 * @param keptBytesMax of a plane: frames that were not acknowledged, kept for sending again
 * @param channelsMax of one link
 * @param aliveNanos an end that has nothing to say says so, so often
 * @param silentNanos after so long without a word the peer is suspected, and its connection made anew
 * @param greetingNanos how long a connection may take from dialling to the answer to its hello
 * @param redialNanosMin after a first failure; doubled with each
 * @param redialNanosMax the longest pause
 */
public record LinkLimits(
        int messageBytesMax,
        int window,
        int keptBytesMax,
        int channelsMax,
        long aliveNanos,
        long silentNanos,
        long greetingNanos,
        long redialNanosMin,
        long redialNanosMax) {

    /** So often must a live peer have been due before it is suspected. */
    public static final int SILENT_ALIVES_MIN = 3;

    public LinkLimits {
        require(messageBytesMax >= 1 && window >= 1 && channelsMax >= 1, "a message, a window or channels below 1");
        require(keptBytesMax >= messageBytesMax + Frames.OVERHEAD_BYTES, "no room to keep one message");
        require(aliveNanos >= 1 && silentNanos / SILENT_ALIVES_MIN >= aliveNanos, "suspected too soon");
        require(greetingNanos >= 1 && redialNanosMin >= 1 && redialNanosMax >= redialNanosMin, "no time to dial");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
