package multikernel.workload.store;

/**
 * How many bytes the replies in one connection's line are: of those that are there exactly, of those to come as many as
 * the largest of late, for nobody knows them before.
 */
final class LineBytes {

    /** By how much of it the largest of late fades with each reply. */
    private static final int FADING = 8;

    private long there;
    private int coming;
    private long largest;

    /** A reply takes its place in the line. */
    void comes() {
        coming++;
    }

    /** All of it has arrived. */
    void arrived(long bytes) {
        coming--;
        there += bytes;
        largest = Math.max(bytes, largest - largest / FADING);
    }

    /** It leaves the line. */
    void gone(long bytes) {
        there -= bytes;
    }

    long expected() {
        return there + coming * largest;
    }
}
