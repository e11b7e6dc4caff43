package multikernel.ownership;

import multikernel.capability.Address;

/** A place in a table of this core. */
record Slot(String domain, Address address) {}
