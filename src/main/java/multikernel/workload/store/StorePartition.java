package multikernel.workload.store;

import multikernel.agreement.group.GroupState;
import multikernel.codec.Bytes;
import multikernel.shard.ShardMessage;
import multikernel.shard.ShardState;
import org.jspecify.annotations.Nullable;

/**
 * A partition that is replicated: commands are {@link Order}s or {@link Sweeping}s, results are replies in RESP.
 *
 * <p>The time is that in the command, unless a write before had a later one: it never goes back, whichever node's clock
 * a command was stamped by. So the latest is a part of the state.
 */
final class StorePartition implements ShardState {

    /** The longest value: with what frames it, a reply is a result that can be carried. */
    static final int VALUE_BYTES_MAX = ShardMessage.COMMAND_BYTES_MAX - 16;

    private static final String TOO_LONG =
            "ERR the reply has more than " + ShardMessage.COMMAND_BYTES_MAX + " bytes: ask for less at once";

    private final int index;
    private final FramePartition partition;
    private final Slice slice;
    private final Order order = new Order();
    private final Replies replies = new Replies(1 << 12);
    private StoreCopy.Arrival arrival = new StoreCopy.Arrival();
    private long latestMillis;

    /**
     * @param index among so many partitions of the domain, from 0
     * @param slice which is all zeros, or {@link #installBegins} comes first
     * @param bulkBytesMax of a key, and of a value
     */
    StorePartition(int index, int partitions, Slice slice, int bulkBytesMax) {
        this.index = index;
        this.slice = slice;
        partition = new FramePartition(index, partitions, slice.bytes(), Math.min(bulkBytesMax, VALUE_BYTES_MAX));
    }

    private FramePartition mapped() {
        return partition.over(slice.segment());
    }

    @Override
    public Bytes apply(long at, Bytes command) {
        var bytes = command.toArray();
        replies.clear();
        if (Sweeping.is(bytes)) {
            sweep(Sweeping.of(bytes));
        } else {
            order.read(bytes, 0);
            if (order.command().writes()) {
                latestMillis = Math.max(latestMillis, order.nowMillis());
            }
            order.execute(mapped(), Math.max(latestMillis, order.nowMillis()), replies);
        }
        return reply();
    }

    private void sweep(Sweeping sweeping) {
        latestMillis = Math.max(latestMillis, sweeping.nowMillis());
        mapped().sweep(sweeping.home(), sweeping.homes(), latestMillis);
        replies.ok();
    }

    @Override
    public Bytes read(Bytes command) {
        replies.clear();
        order.read(command.toArray(), 0);
        order.execute(mapped(), Math.max(latestMillis, order.nowMillis()), replies);
        return reply();
    }

    private Bytes reply() {
        if (replies.size() > ShardMessage.COMMAND_BYTES_MAX) {
            replies.clear();
            replies.error(TOO_LONG);
        }
        return Bytes.copyOf(replies.bytes(), 0, replies.size());
    }

    /** A command that removes what has expired among these homes; null if there is nothing. */
    @Nullable
    Sweeping sweeping(int home, int homes, long nowMillis) {
        return mapped().isAnyOver(home, homes, nowMillis) ? new Sweeping(index, nowMillis, home, homes) : null;
    }

    int homes() {
        return partition.homes();
    }

    @Override
    public GroupState.Copy copy() {
        return new StoreCopy(mapped(), slice.bytes(), latestMillis);
    }

    @Override
    public void installBegins() {
        latestMillis = 0;
        arrival = new StoreCopy.Arrival();
        mapped().clear();
    }

    @Override
    public void install(Bytes piece) {
        arrival.add(piece, mapped());
    }

    @Override
    public void installed() {
        latestMillis = arrival.latestMillis(slice.bytes());
        arrival = new StoreCopy.Arrival();
    }

    Partition.Figures figures() {
        return partition.figures();
    }
}
