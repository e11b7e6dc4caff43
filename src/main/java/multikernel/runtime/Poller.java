package multikernel.runtime;

/**
 * A source of input that a core's loop looks at between messages, and sleeps in: sockets, above all. A core has at most
 * one. Every method but {@link #wakeup} is called on the core's thread.
 */
public interface Poller {

    /**
     * Handles what is there without waiting; returns how many events that was. Called rarely: it may cost a system
     * call.
     */
    int poll();

    /** Waits for input, for {@link #wakeup}, or until the time has passed, and handles what came. */
    void sleep(long nanosMax);

    /** Ends a {@link #sleep} now or the next one at once; any thread may call it. */
    void wakeup();
}
