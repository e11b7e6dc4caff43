package multikernel.shard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import multikernel.agreement.group.Operation;
import multikernel.agreement.group.Seat;

/** Who waits for which write of one partition. */
final class Waiters {

    /** Askings of one write that wait together; its asker has long gone on if there are more. */
    private static final int TOGETHER_MAX = 16;

    record Waiter(Seat seat, long asking) {}

    private final Map<Operation, List<Waiter>> waiting = new LinkedHashMap<>();

    int count() {
        return waiting.size();
    }

    boolean isAwaited(Operation operation) {
        return waiting.containsKey(operation);
    }

    /** @return whether there was room */
    boolean add(Operation operation, Seat seat, long asking) {
        var together = waiting.computeIfAbsent(operation, unused -> new ArrayList<>(1));
        return together.size() < TOGETHER_MAX && together.add(new Waiter(seat, asking));
    }

    List<Waiter> taken(Operation operation) {
        var waiters = waiting.remove(operation);
        return waiters == null ? List.of() : waiters;
    }
}
