package multikernel.ownership;

import java.util.ArrayDeque;
import java.util.Queue;
import multikernel.base.OperationId;
import multikernel.capability.ObjectId;
import multikernel.ownership.OwnershipMessage.ToOwner;
import org.jspecify.annotations.Nullable;

/** One estate, an allocation and everything made from it, at its owner. */
final class Realm {

    /** The owner's role on its way to another core. */
    record Leaving(OperationId operation, Start to) {}

    final ObjectId id;
    long ballot;
    /** What arrives while the role is on its way. */
    final Queue<ToOwner> waiting = new ArrayDeque<>();

    @Nullable
    Leaving leaving;

    Realm(ObjectId id, long ballot) {
        this.id = id;
        this.ballot = ballot;
    }
}
