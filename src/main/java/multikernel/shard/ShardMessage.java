package multikernel.shard;

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
    record Hello(@Max(63) String node, CoreId core, int place, int cores, Seat seat, long start, long shape)
            implements ShardMessage {

        /** @throws IllegalArgumentException if no host can be this */
        public ShardHost host() {
            return new ShardHost(node, core, place, cores, seat, start);
        }

        public static Hello of(ShardHost host, long shape) {
            return new Hello(host.node(), host.core(), host.place(), host.cores(), host.seat(), host.start(), shape);
        }
    }

    /** What is about one partition's group, see {@link Founding}. */
    sealed interface Within extends ShardMessage {

        int partition();
    }

    /**
     * From the speaker's seat in the group of a partition to the other one's.
     *
     * @param founding the number of the group's
     */
    record Said(int partition, long founding, GroupMessage message) implements Within {}

    /**
     * The speaker, a later start of who founded the partition or its heir, wants to found it again.
     *
     * @param founding the number that it would have
     */
    record MayFound(int partition, long founding) implements Within {}

    /**
     * To one that wants to found the partition again: the speaker never knew of seats enough for a group to go on.
     *
     * @param isBlank whether it was told nothing of any group
     */
    record HasNoSeat(int partition, boolean isBlank) implements Within {}

    /** The partition was founded again; whatever was founded before is over. */
    record Founded(int partition, long founding) implements Within {}

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
