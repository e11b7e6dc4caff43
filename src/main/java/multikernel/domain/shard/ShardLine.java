package multikernel.domain.shard;

import java.util.ArrayDeque;
import multikernel.codec.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The commands for one partition from one core, so that each finds done what came before it: writes go one after the
 * other and are decided in that order, while a read is answered by whoever owns the partition without a place among
 * them; so it waits here for the writes before it, and whatever comes after it waits behind it.
 */
final class ShardLine {

    /** Fewer than a group takes ({@code inFlightMax}), by as many cores as write to one partition. */
    private static final int WRITING_MAX = 256;

    record Waiting(int partition, boolean writes, Bytes command, ShardAsker asker) {}

    private final ArrayDeque<Waiting> held = new ArrayDeque<>();
    private int writing;

    /** Takes one in; what may go now is {@link #next}. */
    void add(Waiting waiting) {
        held.add(waiting);
    }

    /** The one that goes now; null while the first has to wait, or there is none. */
    @Nullable
    Waiting next() {
        var first = held.peek();
        if (first == null || (first.writes() ? writing >= WRITING_MAX : writing > 0)) {
            return null;
        }
        writing += first.writes() ? 1 : 0;
        return held.poll();
    }

    void done(Waiting waiting) {
        writing -= waiting.writes() ? 1 : 0;
    }
}
