package multikernel.ownership;

import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.capability.Address;
import multikernel.capability.Capability;

/** One core's part in everything about capabilities: hands each event to its protocol. */
public final class Ownership {

    public Ownership(
            CoreId self, int incarnation, int cores, long regionBytes, OwnershipLimits limits, TreeShape shape) {}

    /** The effects are to be performed in order. */
    public List<OwnershipEffect> on(OwnershipEvent event, long nowNanos) {
        return List.of();
    }

    /** Operations asked of this core that have not ended, and holders that are being asked: wants ticks meanwhile. */
    public int pending() {
        return 0;
    }

    /** What lies in a slot of a table of this core and is not being revoked. */
    public Optional<Capability> at(String domain, Address address) {
        return Optional.empty();
    }

    /** Every slot of every table of this core, by domain and address. */
    public List<SlotReading> slots() {
        return List.of();
    }

    /** Every object that this core owns, parents before children. */
    public List<ObjectReading> objects() {
        return List.of();
    }

    /** Free ranges of this core's memory server, ascending. */
    public List<Range> free() {
        return List.of();
    }

    /** Ranges that this core gave to another and that are not taken yet. */
    public List<Range> given() {
        return List.of();
    }

    public long availableBytes() {
        return 0;
    }
}
