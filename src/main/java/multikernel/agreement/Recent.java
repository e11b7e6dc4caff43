package multikernel.agreement;

import java.util.List;
import java.util.OptionalLong;
import multikernel.base.OperationId;

/**
 * The operations that a slice did last, and the highest one of each origin that it has forgotten: as it stood once.
 *
 * <p>Part of the replicated state: a new owner recognises what an earlier one did. {@link RecentRing} is how a core
 * keeps it.
 *
 * @param entries ascending by number, without gaps
 * @param forgotten at most one for each origin, ascending by origin
 */
public record Recent(List<Entry> entries, List<OperationId> forgotten) {

    public static final Recent NONE = new Recent(List.of(), List.of());

    /**
     * One operation that was done.
     *
     * @param number of the change that it made
     */
    public record Entry(OperationId operation, long number) {}

    public Recent {
        entries = List.copyOf(entries);
        forgotten = List.copyOf(forgotten);
    }

    public OptionalLong numberOf(OperationId operation) {
        return entries.stream()
                .filter(entry -> entry.operation().equals(operation))
                .mapToLong(Entry::number)
                .findFirst();
    }

    /** Whether the operation may have been done and forgotten: nobody can tell any more. */
    public boolean mayHaveForgotten(OperationId operation) {
        return forgotten.stream()
                .anyMatch(floor -> floor.origin().equals(operation.origin()) && !isAfter(operation, floor));
    }

    static boolean isAfter(OperationId left, OperationId right) {
        return left.incarnation() > right.incarnation()
                || (left.incarnation() == right.incarnation() && left.number() > right.number());
    }
}
