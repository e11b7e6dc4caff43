package multikernel.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What to say of stalls: the same behaviour once a second at most, with how often it was not said. One thread's. */
final class StallLines {

    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Behaviours that are remembered; a program has fewer. */
    private static final int BEHAVIORS_MAX = 1024;

    private record Said(long nanoTime, long unsaid) {}

    private final Map<String, Said> said = new HashMap<>();

    Optional<String> line(Stalled stalled, long nowNanos) {
        return line(stalled.behavior(), stalled.line(), nowNanos);
    }

    /** @param what of which this line is said once a second at most */
    Optional<String> line(String what, String line, long nowNanos) {
        var before = said.get(what);
        if (before != null && nowNanos - before.nanoTime() < SILENCE_NANOS) {
            said.put(what, new Said(before.nanoTime(), before.unsaid() + 1));
            return Optional.empty();
        }
        if (said.size() >= BEHAVIORS_MAX) {
            said.clear();
        }
        said.put(what, new Said(nowNanos, 0));
        var unsaid = before == null ? 0 : before.unsaid();
        return Optional.of(line + (unsaid == 0 ? "" : "; " + unsaid + " more since it was last said"));
    }
}
