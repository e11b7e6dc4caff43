package multikernel.ownership;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.ownership.OwnershipMessage.Revoking;
import multikernel.ownership.OwnershipMessage.ToOwner;
import org.jspecify.annotations.Nullable;

/** One revoke's right to order an object and everything made from it, and the requests that wait for its end. */
final class Lock {

    final Revoking revoke;
    final Owned object;
    final Queue<ToOwner> waiting = new ArrayDeque<>();

    /** The commit, once what was under way below has ended. */
    @Nullable
    OperationId commit;

    /** A suspected core that the commit waits for. */
    Optional<CoreId> stuck = Optional.empty();

    /** Why it is not done, until all have taken back their part. */
    Optional<Outcome.Refused> refused = Optional.empty();

    Lock(Revoking revoke, Owned object) {
        this.revoke = revoke;
        this.object = object;
    }
}
