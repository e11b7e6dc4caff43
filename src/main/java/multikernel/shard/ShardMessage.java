package multikernel.shard;

import java.util.List;
import java.util.Optional;
import multikernel.agreement.group.GroupMessage;
import multikernel.agreement.group.Operation;
import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;
import multikernel.codec.Bytes;
import multikernel.codec.Max;

/** Everything that two hosts of a domain say to each other, over a channel that ends with either of them. */
public sealed interface ShardMessage {

    /** The longest command and the longest result. */
    int COMMAND_BYTES_MAX = 1 << 20;

    /**
     * First, from both ends: who speaks.
     *
     * @param shape of what its partitions are: hosts of two shapes would not hold the same, so they do not meet
     */
    record Hello(@Max(63) String node, CoreId core, int place, int cores, Seat seat, long shape)
            implements ShardMessage {

        /** @throws IllegalArgumentException if no host can be this */
        public ShardHost host() {
            return new ShardHost(node, core, place, cores, seat);
        }

        public static Hello of(ShardHost host, long shape) {
            return new Hello(host.node(), host.core(), host.place(), host.cores(), host.seat(), shape);
        }
    }

    /** What is between the seats of one partition. */
    sealed interface Within extends ShardMessage {

        int partition();

        /** Foundings of a partition are numbered from 1; what is said under a lower one than is heeded is over. */
        long founding();
    }

    /** From the speaker's seat in the group of a partition to the other one's. */
    record Said(int partition, long founding, GroupMessage message) implements Within {}

    /**
     * Which founding the speaker heeds; 0: it has heard of none.
     *
     * @param founded whether somebody has founded under it, and not only asked whether it may
     * @param written whether a write was done under it, so that it is the last
     */
    record Stands(int partition, long founding, boolean founded, boolean written) implements Within {}

    /**
     * The speaker wants to found the partition anew.
     *
     * @param binding whether whoever agrees refuses all lower foundings from then on
     */
    record Anew(int partition, long founding, boolean binding) implements Within {}

    /**
     * The speaker never held a write, knows no owner, and has granted no lease.
     *
     * @param view the number of the latest that it knows
     * @param missed whom it has met since the last founding, and has no channel to
     */
    record Agreed(
            int partition,
            long founding,
            boolean binding,
            long view,
            @Max(GroupMessage.SEATS_MAX) List<Seat> missed) implements Within {

        public Agreed {
            missed = List.copyOf(missed);
        }
    }

    /**
     * A command for a partition that the asked host is thought to own.
     *
     * @param ticket names this one asking, for its one answer
     * @param operation of a write; empty for a command that only reads
     */
    record Asked(
            long ticket,
            int partition,
            Optional<Operation> operation,
            @Max(COMMAND_BYTES_MAX) Bytes command) implements ShardMessage {}

    /** @param index up to which the owner knew that everything was done */
    record Done(
            long ticket, long index, @Max(COMMAND_BYTES_MAX) Bytes result) implements ShardMessage {}

    /**
     * Unless it is undecided, nothing was done for this asking, and nothing will be.
     *
     * @param index up to which the asked host knew that everything was done
     * @param owner the node where the asked host thinks that the owner is
     */
    record Declined(
            long ticket,
            ShardRefusal why,
            long index,
            @Max(63) Optional<String> owner) implements ShardMessage {}
}
