package multikernel.workload.store;

/**
 * A part of the keys: a deterministic machine that has no clock. Two of the same size that have been given the same
 * writes with the same times hold the same, and have answered each of them alike; a read changes nothing. Times are
 * milliseconds since 1970 and never go back from one write to the next.
 *
 * <p>A request's words are those of its command; the one at 0, the name, is not looked at. Every call adds exactly one
 * reply.
 */
interface Partition {

    /** @param command one that does not write */
    void read(Command command, Request request, long nowMillis, Replies replies);

    /** @param command one that writes; {@link Order} makes bytes of it, and of its time */
    void write(Command command, Request request, long nowMillis, Replies replies);

    /**
     * Removes what has expired among the entries of so many homes; a write like the others, without a reply.
     *
     * @param home where to begin, from 0
     * @return where to go on, 0 after the last
     */
    int sweep(int home, int homes, long nowMillis);

    /** Whether {@link #sweep} over these homes would remove anything. */
    boolean isAnyOver(int home, int homes, long nowMillis);

    /** Where a sweep that begins at 0 ends. */
    int homes();

    /** Forgets everything, what was counted too. */
    void clear();

    /** Counts what may have changed it. A state is handed out in chunks only while this stays the same. */
    long version();

    /**
     * Entries as bytes, whatever has expired among them too, from a cursor on: whole ones, until there are so many
     * bytes, and one at least.
     *
     * @param cursor 0 at the beginning, then what the last call returned
     * @return 0 after the last chunk
     */
    long chunk(long cursor, int bytesMax, Replies into);

    /**
     * Takes in a chunk of another of the same size. One that is to become its equal is empty before the first.
     *
     * @throws IllegalArgumentException if these bytes are no chunk, or have no room; what came before them is in
     */
    void load(byte[] chunk, int at, int length);

    Figures figures();

    /** @param expires keys that have a time at which they expire */
    record Figures(long keys, long expires, long bytesUsed, long bytesMax, long hits, long misses, long expired) {}
}
