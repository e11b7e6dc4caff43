package multikernel.metrics;

import multikernel.base.Words;
import multikernel.urpc.Counters;

/** What one dispatcher has answered to the outside; written by its core's thread alone, which any thread may read. */
public final class RequestTally implements DispatcherTally {

    /** How a request ended. */
    public enum Answer {
        DONE,
        /** The request was wrong. */
        REFUSED,
        /** Nobody was there, or nobody had room. */
        UNAVAILABLE,
        /** We were wrong. */
        FAILED;

        String word() {
            return Words.of(this);
        }
    }

    private static final int DURATIONS = Answer.values().length;

    private final String domain;
    private final Counters counters = new Counters(DURATIONS + Durations.WORDS);

    public RequestTally(String domain) {
        this.domain = domain;
    }

    @Override
    public boolean isOver() {
        return false;
    }

    String domain() {
        return domain;
    }

    public void answered(Answer answer) {
        counters.add(answer.ordinal(), 1);
    }

    /** @param tookNanos from the request's last byte to its answer */
    public void took(long tookNanos) {
        Durations.record(counters, DURATIONS, tookNanos);
    }

    Growth look() {
        return new Growth(counters);
    }

    static long answered(Growth growth, Answer answer) {
        return growth.of(answer.ordinal());
    }

    static void durations(Growth growth, Durations.Sink sink) {
        Durations.added(growth, DURATIONS, sink);
    }
}
