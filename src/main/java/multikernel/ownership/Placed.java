package multikernel.ownership;

import multikernel.base.CoreId;
import multikernel.capability.Address;
import multikernel.capability.Capability;

/** Where a capability came to lie. */
public record Placed(CoreId core, String domain, Address address, Capability capability) {}
