package multikernel.capability;

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
    PHYSICAL(1 << 12, true, false, true),
    /** Memory of the node's region that nothing uses yet. */
    RAM(1 << 12, true, false, true),
    /** Memory that can be mapped; zeroed before it is given. */
    FRAME(1 << 12, true, true, true),
    /** Something of the outside, a file or a socket's right; never zeroed. */
    DEVICE_FRAME(1 << 12, true, true, true),
    /** Slots of a capability table: a leaf of 256 slots of 64 bytes. */
    TABLE(1 << 14, true, false, false),
    /** A domain's presence on a core. */
    DISPATCHER(1 << 10, true, false, false),
    /** The right to send to a dispatcher. */
    ENDPOINT(1, false, false, false),
    /** The right to a core; made at boot. */
    CORE(1, false, false, false);

    private final long granularityBytes;
    private final boolean isMemory;
    private final boolean isMappable;
    private final boolean isMovable;

    CapabilityType(long granularityBytes, boolean isMemory, boolean isMappable, boolean isMovable) {
        this.granularityBytes = granularityBytes;
        this.isMemory = isMemory;
        this.isMappable = isMappable;
        this.isMovable = isMovable;
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

    /** Bytes that offsets and sizes of this type are multiples of. */
    public long granularityBytes() {
        return granularityBytes;
    }

    /** Whether it is a range of the region. */
    public boolean isMemory() {
        return isMemory;
    }

    public boolean isMappable() {
        return isMappable;
    }

    /** Whether a copy may be on another core than its owner. */
    public boolean isMovable() {
        return isMovable;
    }

    public String word() {
        return Words.of(this);
    }

    public static Optional<CapabilityType> of(String word) {
        return Stream.of(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
