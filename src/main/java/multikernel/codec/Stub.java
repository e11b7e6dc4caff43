package multikernel.codec;

import multikernel.codec.Calls.Continuation;

/**
 * The caller's end of a service: requests go out with a token, replies come back to their continuations. Of one thread.
 *
 * <p>Over a channel, of whatever tier, the way offers a message with the token in it; the service sends it back with
 * the reply, over a channel to the caller, whose receiver hands both to {@link Calls#replied}:
 *
 * <pre>
 *   new Stub&lt;Integer, Integer&gt;(max, (token, n) -&gt; channel.trySend(new Question(token, n)) == Sent.ACCEPTED)
 * </pre>
 *
 * @param <Q> requests
 * @param <R> replies; a continuation switches over what may come
 */
public final class Stub<Q, R> {

    /** Puts token and request into a message and offers it to a channel. */
    public interface Way<Q> {

        /** Whether it is taken. */
        boolean offer(long token, Q request);
    }

    private final Calls<R> calls;
    private final Way<? super Q> way;

    /** @param outstandingMax calls at one time: as many replies must find room at this end */
    public Stub(int outstandingMax, Way<? super Q> way) {
        this.calls = new Calls<>(outstandingMax);
        this.way = way;
    }

    /**
     * The token to cancel the call by; {@link Calls#BUSY} if too many wait or the way is full, and then the
     * continuation will not run.
     *
     * @throws Unsendable so does it not if the request cannot be encoded
     */
    public long call(Q request, long deadlineNanos, Continuation<? super R> continuation) {
        long token = calls.begin(deadlineNanos, continuation);
        if (token == Calls.BUSY) {
            return Calls.BUSY;
        }
        boolean taken = false;
        try {
            taken = way.offer(token, request);
        } finally {
            if (!taken) {
                calls.cancel(token);
            }
        }
        return taken ? token : Calls.BUSY;
    }

    /** What waits for a reply: to hand in what came, to cancel, to let expire. */
    public Calls<R> calls() {
        return calls;
    }
}
