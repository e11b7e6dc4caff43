package multikernel.ownership;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.capability.Described;
import multikernel.capability.Estate;
import multikernel.capability.ObjectId;
import multikernel.codec.Max;

/**
 * An object as its next owner has to know it.
 *
 * @param parent itself for the root of an estate
 * @param sharers the cores that hold copies, ascending
 */
public record Heir(
        Described object,
        ObjectId parent,
        int generation,
        int epoch,
        @Max(CoreId.MAX) List<CoreId> sharers) {

    public Heir {
        sharers = List.copyOf(sharers);
    }

    static Estate estate(List<Heir> heirs) {
        return new Estate(heirs.stream()
                .map(heir -> new Estate.Kin(heir.object, heir.parent, heir.generation, heir.sharers))
                .toList());
    }

    /** Never iterated. */
    static Map<ObjectId, Integer> epochs(List<Heir> heirs) {
        var epochs = new HashMap<ObjectId, Integer>();
        heirs.forEach(heir -> epochs.put(heir.object.id(), heir.epoch));
        return epochs;
    }
}
