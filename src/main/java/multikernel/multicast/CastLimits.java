package multikernel.multicast;

/**
 * Limits of a group, the same at all members.
 *
 * @param window messages of one sender, or of the sequencer, that not everyone has taken; from 4
 * @param patienceNanos in which a member that is not slow takes a window, where that much is there for it
 */
public record CastLimits(int window, long patienceNanos) {

    /** Acknowledgements in each window. */
    private static final int ACKS = 4;

    public CastLimits {
        if (window < ACKS || patienceNanos < 0) {
            throw new IllegalArgumentException("window " + window + ", patience " + patienceNanos);
        }
    }

    /** Messages that are acknowledged together. */
    int batch() {
        return window / ACKS;
    }
}
