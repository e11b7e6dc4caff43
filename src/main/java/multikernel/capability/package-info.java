/**
 * Capabilities of one core: their types and what may be made from what ({@link multikernel.capability.CapabilityType}),
 * what lies where ({@link multikernel.capability.Table}), what was made from what and who holds it
 * ({@link multikernel.capability.Lineage}), what is free ({@link multikernel.capability.Pool}), and each operation as a
 * check and what then cannot fail ({@link multikernel.capability.Operations}).
 *
 * <p>Floor 2: no Akka, thread, clock, log, randomness. A memory address here is an offset into the node's region.
 *
 * <p>An <em>estate</em> is one allocation and everything derived from it; it has one owner core, whose lineage alone
 * orders what becomes of it, and is complete. Always true: a child lies inside its parent and is of a type that can be
 * made from the parent's; siblings that are memory have no byte in common; two estates have none; a range is given back
 * exactly once, with the last object of its estate; a pool never gives a byte twice. What breaks one of these throws,
 * for it is never a user's doing: what a user may do wrong is refused by a check before.
 *
 * <p>Left out, against Barrelfish (Technical Note 013): copies are no entries of the mapping database, one object with
 * the set of cores that hold it is; no bits for remote relations, for the owner knows them; no list of what is being
 * deleted, for a table is deleted only when it is empty. As there, a range goes back only as a whole estate.
 */
@NullMarked
package multikernel.capability;

import org.jspecify.annotations.NullMarked;
