package multikernel.base;

import java.util.List;
import java.util.Optional;

/**
 * One look at an operation that is under way between cores.
 *
 * @param protocol {@code spawn}, {@code unmap}, …; where only its owner is known, what it is about
 * @param domain that asked for it, or empty if that is not known
 * @param asked the core that was asked
 * @param ageNanos since it was asked, or since its owner was first seen to wait
 * @param owner who counts the votes; none while it waits for its turn or for room
 * @param voters everyone who takes part; 0 without an owner
 * @param awaited those of them whose word is missing, ascending
 * @param isDecided whether they owe word that they have done it, not that they can
 */
public record AgreementReading(
        OperationId operation,
        String protocol,
        String domain,
        CoreId asked,
        long ageNanos,
        Optional<CoreId> owner,
        int voters,
        List<CoreId> awaited,
        boolean isDecided) {

    public AgreementReading {
        awaited = List.copyOf(awaited);
    }

    /** {@code waiting} for its turn or for room, {@code voting} or {@code acknowledging}. */
    public String phase() {
        if (owner.isEmpty()) {
            return "waiting";
        }
        return isDecided ? "acknowledging" : "voting";
    }
}
