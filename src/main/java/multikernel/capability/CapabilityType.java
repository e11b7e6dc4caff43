package multikernel.capability;

import static multikernel.capability.CapabilityType.Trait.EXACT;
import static multikernel.capability.CapabilityType.Trait.MAPPABLE;
import static multikernel.capability.CapabilityType.Trait.MEMORY;
import static multikernel.capability.CapabilityType.Trait.MOVABLE;
import static multikernel.capability.CapabilityType.Trait.RECLAIMED;
import static multikernel.capability.CapabilityType.Trait.SHARED;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import multikernel.base.Words;

/**
 * The types of capabilities and what may be made from what: one declaration each.
 *
 * <p>After the capability types of Barrelfish (Technical Note 013) as far as a hosted system has a use for them.
 */
public enum CapabilityType {
    /** Any range of the machine's addresses; made at boot. */
    PHYSICAL(1 << 12, MEMORY, MOVABLE),
    /** Memory of the node's region that nothing uses yet. */
    RAM(1 << 12, MEMORY, MOVABLE, RECLAIMED),
    /** Memory that can be mapped; zeroed before it is given. */
    FRAME(1 << 12, MEMORY, MAPPABLE, MOVABLE, RECLAIMED),
    /** Something of the outside, a file or a socket's right; never zeroed. */
    DEVICE_FRAME(1 << 12, MEMORY, MAPPABLE, MOVABLE),
    /** Slots of a capability table: a leaf of 256 slots of 64 bytes. */
    TABLE(1 << 14, MEMORY, EXACT, RECLAIMED),
    /** A domain's presence on a core. */
    DISPATCHER(1 << 10, MEMORY, EXACT, RECLAIMED),
    /** The right to send to a dispatcher; its base says which of the dispatcher's doors. */
    ENDPOINT(1, EXACT, SHARED),
    /** The right to a core; made at boot. */
    CORE(1, EXACT);

    enum Trait {
        MEMORY,
        MAPPABLE,
        MOVABLE,
        /** Each is as long as the granularity, no longer. */
        EXACT,
        /** Siblings may name the same bytes. */
        SHARED,
        /** Its bytes go back to a memory server with the last object of its estate. */
        RECLAIMED
    }

    private final long granularityBytes;
    private final Set<Trait> traits;

    CapabilityType(long granularityBytes, Trait... traits) {
        this.granularityBytes = granularityBytes;
        this.traits = EnumSet.noneOf(Trait.class);
        Collections.addAll(this.traits, traits);
    }

    /** What retype makes of this type. */
    public Set<CapabilityType> derives() {
        return switch (this) {
            case PHYSICAL -> EnumSet.of(PHYSICAL, RAM, DEVICE_FRAME);
            case RAM -> EnumSet.of(RAM, FRAME, TABLE, DISPATCHER);
            case FRAME -> EnumSet.of(FRAME);
            case DEVICE_FRAME -> EnumSet.of(DEVICE_FRAME);
            case DISPATCHER -> EnumSet.of(ENDPOINT);
            case TABLE, ENDPOINT, CORE -> EnumSet.noneOf(CapabilityType.class);
        };
    }

    /** Whether it can be made from the other type, in one step or in several. */
    public boolean descendsFrom(CapabilityType other) {
        if (other.derives().contains(this)) {
            return true;
        }
        for (var between : other.derives()) {
            if (between != other && descendsFrom(between)) {
                return true;
            }
        }
        return false;
    }

    /** Bytes that offsets and sizes of this type are multiples of. */
    public long granularityBytes() {
        return granularityBytes;
    }

    /** Whether an object of this type is exactly as long as the granularity. */
    public boolean isExact() {
        return traits.contains(EXACT);
    }

    /** Whether it is a range of addresses, which no sibling may overlap. */
    public boolean isMemory() {
        return traits.contains(MEMORY);
    }

    public boolean isMappable() {
        return traits.contains(MAPPABLE);
    }

    /** Whether a copy may be on another core than the one that it was made for. */
    public boolean isMovable() {
        return traits.contains(MOVABLE);
    }

    /** Whether several made from one object may name the same bytes. */
    public boolean isShared() {
        return traits.contains(SHARED);
    }

    /** Whether its bytes go back to a memory server with the last object of its estate. */
    public boolean isReclaimed() {
        return traits.contains(RECLAIMED);
    }

    public String word() {
        return Words.of(this);
    }

    public static Optional<CapabilityType> of(String word) {
        return Stream.of(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
