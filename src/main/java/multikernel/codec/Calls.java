package multikernel.codec;

/**
 * Calls that wait for their replies: a bounded number, each with a token that its reply brings back. Of one thread; time
 * is a parameter.
 */
public final class Calls<R> {

    /** {@link #begin} found no room. */
    public static final long BUSY = 0;

    /** What becomes of a call: exactly one of the two, once, unless it is cancelled. */
    public interface Continuation<R> {

        void replied(R reply);

        void expired();
    }

    /** @param outstandingMax calls at one time, 1 to 2^20 */
    public Calls(int outstandingMax) {}

    /** The token of the new call, never 0; or {@link #BUSY}. */
    public long begin(long deadlineNanos, Continuation<? super R> continuation) {
        throw new UnsupportedOperationException();
    }

    /** Whether a call was waiting for it; a late, repeated or unknown one is counted and dropped. */
    public boolean replied(long token, R reply) {
        throw new UnsupportedOperationException();
    }

    /** Its continuation will not run. Whether the call was waiting still. */
    public boolean cancel(long token) {
        throw new UnsupportedOperationException();
    }

    /** Ends every call whose deadline has passed; returns how many. */
    public int expire(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    public int outstanding() {
        throw new UnsupportedOperationException();
    }

    /** Replies that no call was waiting for. */
    public long dropped() {
        throw new UnsupportedOperationException();
    }
}
