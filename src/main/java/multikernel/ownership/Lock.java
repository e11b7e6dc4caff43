package multikernel.ownership;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.ownership.OwnershipMessage.Revoking;
import multikernel.ownership.OwnershipMessage.ToOwner;

/** One revoke's right to order an object and everything made from it, and the requests that wait for its end. */
final class Lock {

    final Revoking revoke;
    final Owned object;
    final Queue<ToOwner> waiting = new ArrayDeque<>();

    /** Whether what was under way below has ended and holders are being told. */
    boolean hasBegun;

    /** A suspected core that is waited for. */
    Optional<CoreId> stuck = Optional.empty();

    /** Why it is not done, until all have taken back their part. */
    Optional<Outcome.Refused> refused = Optional.empty();

    Lock(Revoking revoke, Owned object) {
        this.revoke = revoke;
        this.object = object;
    }
}
