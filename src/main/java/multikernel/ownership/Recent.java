package multikernel.ownership;

import java.util.HashMap;
import java.util.Map;
import multikernel.base.OperationId;
import org.jspecify.annotations.Nullable;

/** The last so many operations and what came of them. */
final class Recent<T> {

    /** In the order in which they ended, round and round. */
    private final @Nullable OperationId[] order;

    /** Never iterated. */
    private final Map<OperationId, T> ended = new HashMap<>();

    private int next;

    Recent(int max) {
        this.order = new @Nullable OperationId[max];
    }

    @Nullable
    T of(OperationId operation) {
        return ended.get(operation);
    }

    void add(OperationId operation, T outcome) {
        if (ended.put(operation, outcome) != null) {
            return;
        }
        var eldest = order[next];
        if (eldest != null) {
            ended.remove(eldest);
        }
        order[next] = operation;
        next = next + 1 == order.length ? 0 : next + 1;
    }
}
