package multikernel.runtime;

import multikernel.capability.Described;

/**
 * An access to a frame that a domain has not mapped on this core, or has mapped read-only and writes.
 *
 * @param mapping that was used; {@link Mapping#map} maps it
 */
public record Fault(Mapping mapping, Described object, boolean write) {}
