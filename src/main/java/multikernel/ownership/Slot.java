package multikernel.ownership;

import multikernel.capability.Address;
import multikernel.codec.Max;

/**
 * A place in a table of a core, from when something came to lie in it until that goes.
 *
 * @param born counts what came to lie in tables of the core: what lies at the same address later is another
 */
public record Slot(@Max(64) String domain, Address address, long born) {}
