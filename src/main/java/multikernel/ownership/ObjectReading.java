package multikernel.ownership;

import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;

/**
 * One look at an object that this core owns.
 *
 * @param sharers cores that hold copies, ascending; none for one that lives on only in what was made from it
 * @param quarantined cores that left the view and may still hold copies
 * @param isLocked whether a revoke orders it or what it was made from
 */
public record ObjectReading(
        Described object,
        ObjectId estate,
        Optional<ObjectId> parent,
        long ballot,
        List<CoreId> sharers,
        List<CoreId> quarantined,
        boolean isLocked) {

    public ObjectReading {
        sharers = List.copyOf(sharers);
        quarantined = List.copyOf(quarantined);
    }
}
