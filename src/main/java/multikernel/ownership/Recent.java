package multikernel.ownership;

import java.util.LinkedHashMap;
import java.util.Map;
import multikernel.base.OperationId;
import org.jspecify.annotations.Nullable;

/** The last so many operations and what came of them. */
final class Recent<T> {

    private final int max;
    private final Map<OperationId, T> ended = new LinkedHashMap<>();

    Recent(int max) {
        this.max = max;
    }

    @Nullable
    T of(OperationId operation) {
        return ended.get(operation);
    }

    void add(OperationId operation, T outcome) {
        ended.put(operation, outcome);
        if (ended.size() > max) {
            var eldest = ended.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }
}
