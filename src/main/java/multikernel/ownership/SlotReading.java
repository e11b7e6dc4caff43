package multikernel.ownership;

import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.capability.Address;
import multikernel.capability.Capability;
import multikernel.capability.ObjectId;

/**
 * One look at a slot of a table of this core.
 *
 * @param estate the object that this one was made from in the end
 * @param parent the object that this one was made from; empty for one that memory was allocated as
 * @param owner as far as this core knows
 * @param ballot of that owner
 * @param sharers cores that hold copies, ascending; empty where this core is not the owner
 * @param isMapped whether the domain has a view of it on this core
 * @param isMarked whether it is being revoked
 */
public record SlotReading(
        String domain,
        Address address,
        Capability capability,
        ObjectId estate,
        Optional<ObjectId> parent,
        CoreId owner,
        long ballot,
        List<CoreId> sharers,
        boolean isMapped,
        boolean isMarked) {

    public SlotReading {
        sharers = List.copyOf(sharers);
    }
}
