package multikernel.link;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far the peer is, found out while the link works: now and then an end asks for an echo, which the other gives at
 * once. Of the last few the shortest counts, for what disturbs a round trip only makes it longer (the clock filter of
 * NTP, RFC 5905 section 10).
 */
final class Distance {

    private static final int KEPT = 8;

    private final long everyNanos;
    private final long[] roundTrips = new long[KEPT];
    private int taken;
    private long number;
    private long askedAt;
    private boolean isDue;
    private boolean isOut;
    private long owed;

    /** @param everyNanos from one question to the next */
    Distance(long everyNanos) {
        this.everyNanos = everyNanos;
    }

    void tick(long nowNanos) {
        isDue |= !isOut && (number == 0 || nowNanos - askedAt >= everyNanos);
    }

    boolean hasNext() {
        return owed != 0 || isDue;
    }

    @Nullable
    Frame next(long nowNanos) {
        if (owed != 0) {
            var echo = new Frame.Echo(owed);
            owed = 0;
            return echo;
        }
        if (!isDue) {
            return null;
        }
        isDue = false;
        isOut = true;
        askedAt = nowNanos;
        return new Frame.Ask(++number);
    }

    void asked(Frame.Ask ask) {
        owed = ask.number();
    }

    void echoed(Frame.Echo echo, long nowNanos) throws Violation {
        if (echo.number() != number || !isOut) {
            throw new Violation("an echo of " + echo.number() + ", which was not asked for");
        }
        isOut = false;
        roundTrips[taken++ % KEPT] = Math.max(1, nowNanos - askedAt);
    }

    /** What was under way over the connection is lost with it. */
    void lost() {
        isDue = false;
        isOut = false;
        owed = 0;
    }

    /** 0 before the first echo. */
    long roundTripNanos() {
        return Arrays.stream(roundTrips, 0, Math.min(taken, KEPT)).min().orElse(0);
    }
}
