package multikernel.workload;

/** What a connection tells the front-end; called on the core's thread, from its loop. */
interface Arrivals {

    /** Whether there is room for one more. */
    boolean opened(HttpConnection connection);

    void closed(HttpConnection connection);

    long nextTicket();

    /** A request was read in whole and has its place in the connection's order under this ticket. */
    void arrived(HttpConnection connection, long ticket, Request request);

    /** A response goes out. */
    void answering(int status);
}
