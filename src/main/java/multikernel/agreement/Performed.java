package multikernel.agreement;

import java.util.LinkedHashSet;
import multikernel.base.OperationId;

/** The operations that this core has performed last, so that none of them is performed again. */
final class Performed {

    private final int max;
    private final LinkedHashSet<OperationId> operations = new LinkedHashSet<>();

    Performed(int max) {
        this.max = max;
    }

    boolean contains(OperationId operation) {
        return operations.contains(operation);
    }

    void add(OperationId operation) {
        if (operations.add(operation) && operations.size() > max) {
            operations.removeFirst();
        }
    }
}
