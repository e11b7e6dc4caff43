package multikernel.ownership;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import multikernel.capability.Rights;

/** What a domain may ask of the capabilities in its table on this core. */
public sealed interface Request {

    /** RAM from this core's memory server, or from a peer's; a new slot. */
    record Allocate(long bytes) implements Request {}

    /** A copy into the table of the same or another domain on any core. */
    record Copy(Address address, CoreId to, String domain) implements Request {}

    /** A copy with fewer rights in the same table. */
    record Mint(Address address, Rights rights) implements Request {}

    /** So many new objects, one after the other from the offset, each in a new slot. */
    record Retype(Address address, long offset, CapabilityType type, int count, long bytes) implements Request {}

    /** A copy there, and then none here; the owner's role goes along where nobody else holds one. */
    record Move(Address address, CoreId to, String domain) implements Request {}

    /** A view on each of these cores, for the same domain there; a copy first where there is none. */
    record MapOn(Address address, List<CoreId> cores, boolean write) implements Request {

        public MapOn {
            cores = List.copyOf(cores);
        }
    }

    /** No view of the object is left on any core. */
    record Unmap(Address address) implements Request {}

    /** No copy but this one is left, and nothing made from it. */
    record Revoke(Address address) implements Request {}

    record Delete(Address address) implements Request {}

    /** From now on this domain is asked before the object is revoked. */
    record Subscribe(Address address) implements Request {}

    record Identify(Address address) implements Request {}
}
