package multikernel.base;

import java.util.List;

/**
 * One operation that its owner or coordinator cannot end before others have said something.
 *
 * @param about {@code domains}, {@code unmap}, {@code revoke}, or the replicated object of a domain
 * @param voters everyone who takes part, the owner too
 * @param awaited those of them that have not said it, ascending
 * @param isDecided whether they owe word that they have done it, not that they can
 */
public record OpenVote(OperationId operation, String about, int voters, List<CoreId> awaited, boolean isDecided) {

    public OpenVote {
        awaited = awaited.stream().sorted().toList();
    }
}
