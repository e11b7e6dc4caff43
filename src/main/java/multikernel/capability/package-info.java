/**
 * Capabilities of one core: their types, what may be made from what, lineage, tables, and each operation as a check and
 * what then cannot fail.
 *
 * <p>Floor 2: no Akka, thread, clock, log, randomness. A memory address here is an offset into the node's region.
 */
@NullMarked
package multikernel.capability;

import org.jspecify.annotations.NullMarked;
