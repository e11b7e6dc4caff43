package multikernel.ownership;

import java.util.List;
import java.util.Optional;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Described;
import multikernel.ownership.OwnershipMessage.Retyping;

/** Whether a retype can be done. */
final class RetypeCheck {

    private RetypeCheck() {}

    /** What can be told from the object alone. */
    static Optional<Outcome.Refused> shape(Described object, Request.Retype request) {
        var type = request.type();
        long grain = type.granularityBytes();
        if (!object.type().derives().contains(type)) {
            return no(Refusal.NOT_DERIVABLE, type.word() + " from " + object.type().word());
        }
        if (request.offset() < 0 || request.offset() % grain != 0) {
            return no(Refusal.BAD_OFFSET, request.offset() + " is no multiple of " + grain);
        }
        if (request.bytes() <= 0 || request.bytes() % grain != 0) {
            return no(Refusal.BAD_SIZE, request.bytes() + " is no multiple of " + grain);
        }
        if (request.count() < 1 || request.count() > object.bytes() / request.bytes()) {
            return no(Refusal.BAD_COUNT, request.count() + " of " + request.bytes() + " bytes from " + object.bytes());
        }
        if (request.offset() > object.bytes() - request.count() * request.bytes()) {
            return no(Refusal.OUT_OF_RANGE, "ends at " + (request.offset() + request.count() * request.bytes()));
        }
        return Optional.empty();
    }

    /** What the owner alone can tell. */
    static Optional<Outcome.Refused> range(Described object, Retyping retyping, List<Owned> children) {
        long base = object.base() + retyping.offset();
        long bytes = retyping.count() * retyping.bytes();
        return children.stream()
                .filter(child -> child.object.overlaps(base, bytes))
                .findFirst()
                .flatMap(child -> no(Refusal.REVOKE_FIRST, child.object.id().toString()));
    }

    private static Optional<Outcome.Refused> no(Refusal refusal, String detail) {
        return Optional.of(new Outcome.Refused(refusal, detail));
    }
}
