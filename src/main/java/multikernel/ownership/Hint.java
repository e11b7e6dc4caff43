package multikernel.ownership;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.capability.ObjectId;

/** Whom a core that holds copies of an estate takes for its owner. */
final class Hint {

    final ObjectId estate;
    /** What the core has of the estate, one for each object; its order says nothing. */
    final List<Holding> holdings = new ArrayList<>(2);

    private CoreId owner;
    private long ballot;
    private boolean isLost;
    private int uses;

    Hint(ObjectId estate, CoreId owner, long ballot) {
        this.estate = estate;
        this.owner = owner;
        this.ballot = ballot;
    }

    CoreId owner() {
        return owner;
    }

    long ballot() {
        return ballot;
    }

    /** Whether the owner has left the view and no other is known. */
    boolean isLost() {
        return isLost;
    }

    void owned(CoreId by, long since) {
        owner = by;
        ballot = since;
        isLost = false;
    }

    void lost() {
        isLost = true;
    }

    void use() {
        uses++;
    }

    /** Whether nobody needs it any more. */
    boolean release() {
        return --uses == 0;
    }
}
