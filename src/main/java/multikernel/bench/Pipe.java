package multikernel.bench;

/** One way for messages of seven words from one thread to one other. */
public interface Pipe extends AutoCloseable {

    /** Words of payload: with a header of eight bytes a message is 64 bytes. */
    int WORDS = 7;

    /** The last message of a slice; every other value is 0 or more. */
    long END = -1;

    /** The sending end. */
    @FunctionalInterface
    interface Inlet {
        /** Writes a message, all of its words, as soon as there is room. */
        void put(long value);
    }

    /** The receiving end. */
    @FunctionalInterface
    interface Outlet {
        /** Waits for a message, reads it whole and returns its first word. */
        long take();
    }

    /** Made on the thread that uses it, so that what it writes shares no line with the other end's. */
    Inlet inlet();

    Outlet outlet();

    @Override
    void close();
}
