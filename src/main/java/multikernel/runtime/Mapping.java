package multikernel.runtime;

import java.lang.foreign.MemorySegment;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.Described;
import multikernel.memory.View;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one frame as a domain on one core uses it; used on that core's thread only. It may be kept for as long
 * as the domain lives; what it gives is good until the message ends, for between two messages anyone may unmap.
 *
 * <p>What is not mapped is a fault: the domain's {@link FaultHandler} may map it now, and the access then goes on.
 */
public final class Mapping {

    private final DomainCapabilities capabilities;
    private final Address address;
    private final Described object;
    private @Nullable View view;

    Mapping(DomainCapabilities capabilities, Address address, Described object) {
        this.capabilities = capabilities;
        this.address = address;
        this.object = object;
    }

    public Described object() {
        return object;
    }

    public boolean isMapped() {
        return present(false) != null;
    }

    /** Maps it on this core for this domain, at once. */
    public Outcome map(boolean write) {
        return capabilities.map(address, write);
    }

    /**
     * The frame from 0, to read and, where it is mapped so, to write.
     *
     * @throws NotMapped if it is not mapped and the fault handler does not map it
     */
    public MemorySegment segment() {
        return demanded(false).segment();
    }

    /**
     * The same to write.
     *
     * @throws NotMapped also if it is mapped read-only
     */
    public MemorySegment writable() {
        return demanded(true).segment();
    }

    /** @throws IndexOutOfBoundsException if that is not within the frame */
    public void read(long offset, byte[] into) {
        MemorySegment.ofArray(into).copyFrom(segment().asSlice(offset, into.length));
    }

    /** @throws IndexOutOfBoundsException if that is not within the frame */
    public void write(long offset, byte[] from) {
        writable().asSlice(offset, from.length).copyFrom(MemorySegment.ofArray(from));
    }

    private View demanded(boolean write) {
        var present = present(write);
        if (present == null) {
            capabilities.fault(this, object, write);
            present = present(write);
        }
        if (present == null) {
            throw new NotMapped(isMapped() ? Refusal.READ_ONLY : Refusal.NOT_MAPPED, object.toString());
        }
        return present;
    }

    private @Nullable View present(boolean write) {
        var known = view;
        if (known == null || !known.isOpen()) {
            known = capabilities.view(object.id());
            view = known;
        }
        return known == null || (write && !known.isWritable()) ? null : known;
    }
}
