package multikernel.domain.shard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.runtime.DispatcherContext;
import multikernel.shard.PartitionLook;
import multikernel.shard.ShardHost;
import multikernel.trace.Shared;

/** Who owns each partition of one core, in the trace: founded, handed over by its last owner, or taken over from it. */
final class OwnerTrace {

    private final String domain;
    private final String node;
    private final Shared trace;
    private final Map<Integer, PartitionLook> before = new HashMap<>();

    OwnerTrace(DispatcherContext context) {
        domain = context.domain();
        node = context.node();
        trace = new Shared(context.recorder());
    }

    /** How they stand; what comes next is told by the difference. */
    void looks(List<PartitionLook> looks) {
        looks.forEach(look -> before.put(look.partition(), look));
    }

    void owns(int partition, boolean isOurs) {
        trace.owned(domain, partition, () -> node + (isOurs ? " owns it, " + how(partition) : " owns it no more"));
    }

    private String how(int partition) {
        var last = before.get(partition);
        if (last == null || last.ballot() == 0) {
            return "founded";
        }
        long owner = last.owner();
        boolean wasThere = owner != 0 && last.absent().stream().noneMatch(seat -> seat.node() == owner);
        return wasThere && owner != ShardHost.numberOf(node) ? "handed over" : "taken over";
    }
}
