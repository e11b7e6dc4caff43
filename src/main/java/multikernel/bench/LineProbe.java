package multikernel.bench;

/** The hand-off of one cache line between the two CPUs, there and back: the limit of any message. */
interface LineProbe extends AutoCloseable {

    /** What it is called in a line for people. */
    String name();

    /** The median of some milliseconds. */
    double roundTripNanos();

    @Override
    void close();
}
