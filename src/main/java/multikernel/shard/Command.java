package multikernel.shard;

import java.util.ArrayList;
import java.util.List;
import multikernel.agreement.group.Operation;
import multikernel.agreement.group.Seat;
import multikernel.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** A command of this host's node, from when it is submitted until it is answered or refused. */
final class Command {

    static final long NONE = 0;

    final long ticket;
    final int partition;
    final boolean writes;
    final Bytes bytes;
    final long untilNanos;
    /** The name of a write, for as long as it is asked for. */
    Operation operation;
    /** Those who were asked in this round. */
    final List<Seat> tried = new ArrayList<>(2);
    /** Askings of which nobody has said that nothing came of them. */
    final List<Long> open = new ArrayList<>(2);
    /** The latest asking, and who is asked; null while nobody is. */
    long asking = NONE;

    @Nullable
    Seat asked;

    long askedNanos;
    long retryNanos;
    /** Whether somebody is to be asked before this call returns. */
    boolean ready;

    boolean over;
    /** Why it was not done the last time that somebody said so. */
    ShardRefusal refusal = ShardRefusal.NO_OWNER;

    Command(long ticket, int partition, boolean writes, Bytes bytes, long untilNanos, Operation operation) {
        this.ticket = ticket;
        this.partition = partition;
        this.writes = writes;
        this.bytes = bytes;
        this.untilNanos = untilNanos;
        this.operation = operation;
    }

    /** A write that never reached anybody, or of which all who were asked said that nothing came of it; any read. */
    boolean isSurelyNotDone() {
        return !writes || open.isEmpty();
    }

    /** Why it ends without an answer. */
    ShardRefusal end() {
        return isSurelyNotDone() ? refusal : ShardRefusal.TIMED_OUT;
    }
}
