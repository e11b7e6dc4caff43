package multikernel.domain;

import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.capability.Capability;
import multikernel.capability.ObjectId;

/**
 * One copy of a capability as the API shows it.
 *
 * @param owner the core that orders what happens to the object
 * @param copies how many slots of all cores and domains hold one
 * @param parent what the object was made from, which may have no copy any more; empty for what an allocation made
 * @param mappedOn the cores that have a view of it
 */
public record CapabilityReading(
        Held held, Capability capability, CoreId owner, int copies, Optional<ObjectId> parent, List<CoreId> mappedOn) {

    public CapabilityReading {
        mappedOn = List.copyOf(mappedOn);
    }
}
