package multikernel.agreement;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import multikernel.base.OperationId;

/** The operations that this core has performed last, or performs, so that none of them is performed again. */
final class Performed {

    private final int max;
    private final LinkedHashSet<OperationId> done = new LinkedHashSet<>();
    /** Begun and not done, while no commit is open that would know. */
    private final Set<OperationId> begun = new HashSet<>();

    Performed(int max) {
        this.max = max;
    }

    Part.Work of(OperationId operation) {
        if (done.contains(operation)) {
            return Part.Work.DONE;
        }
        return begun.contains(operation) ? Part.Work.BEGUN : Part.Work.NOT_BEGUN;
    }

    void leftOver(OperationId operation) {
        begun.add(operation);
    }

    boolean isLeftOver(OperationId operation) {
        return begun.contains(operation);
    }

    void done(OperationId operation) {
        if (!begun.isEmpty()) {
            begun.remove(operation);
        }
        if (done.add(operation) && done.size() > max) {
            done.removeFirst();
        }
    }
}
