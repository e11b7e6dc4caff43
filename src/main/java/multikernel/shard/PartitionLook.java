package multikernel.shard;

import java.util.List;
import multikernel.agreement.group.Seat;
import multikernel.base.PartitionReading.Role;

/**
 * One look at a host's part in one partition.
 *
 * @param owner the number of its node, 0 if this host knows none
 * @param absent of the seats, those whose hosts it has no channel to
 */
public record PartitionLook(int partition, Role role, long owner, long ballot, List<Seat> seats, List<Seat> absent) {}
