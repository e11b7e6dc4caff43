package multikernel.shard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import multikernel.agreement.group.GroupAct;
import multikernel.agreement.group.Operation;
import multikernel.agreement.group.Seat;
import multikernel.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** Who waits for which write of one partition. */
final class Waiters {

    /** Askings of one write that wait together; its asker has long gone on if there are more. */
    private static final int TOGETHER_MAX = 16;

    private record Waiter(Seat seat, long asking) {}

    /** Where the answer to one asking goes. */
    interface Replies {

        /** @param to this host's own seat, or another's */
        void done(Seat to, long asking, long index, Bytes result);

        /** A write is begun that waits for the end of the turn. */
        void unsent(Partition partition);

        void declined(Seat to, long asking, ShardRefusal why, long index, @Nullable Seat owner);
    }

    private final Replies replies;
    private final Map<Operation, List<Waiter>> waiting = new LinkedHashMap<>();

    Waiters(Replies replies) {
        this.replies = replies;
    }

    /** Writes, each counted once. */
    int count() {
        return waiting.size();
    }

    boolean isAwaited(Operation operation) {
        return waiting.containsKey(operation);
    }

    /** Whether there was room. */
    boolean add(Operation operation, Seat seat, long asking) {
        var together = waiting.computeIfAbsent(operation, unused -> new ArrayList<>(1));
        return together.size() < TOGETHER_MAX && together.add(new Waiter(seat, asking));
    }

    void done(GroupAct.Answered answered) {
        for (var waiter : taken(answered.operation())) {
            replies.done(waiter.seat, waiter.asking, answered.index(), answered.result());
        }
    }

    void declined(GroupAct.Refused refused, long index, @Nullable Seat owner) {
        for (var waiter : taken(refused.operation())) {
            replies.declined(waiter.seat, waiter.asking, ShardRefusal.of(refused.refusal()), index, owner);
        }
    }

    private List<Waiter> taken(Operation operation) {
        var waiters = waiting.remove(operation);
        return waiters == null ? List.of() : waiters;
    }
}
