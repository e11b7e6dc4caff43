/**
 * Off-heap bytes: one region for a node, and each core's own views of parts of it.
 *
 * <p>Floor 1. A {@link multikernel.memory.View} is what a page table entry is to a process: the JDK lets nobody but the
 * thread that made it through it, nobody beyond its range, nobody write where it is read-only, and nobody at all once
 * that thread has closed it. So a range may be given again once everyone who had a view of it has said that it is
 * closed, and what is said is a message: nothing here stops a thread, as closing a shared arena does.
 *
 * <p>Invariants: the region's own segment never leaves this package; every byte that is given was zeroed by
 * {@link multikernel.memory.Zeroing} since the last view of it was closed, or was never touched; a slice of zeroing is
 * {@value multikernel.memory.Zeroing#SLICE_BYTES} bytes at most, so that a safepoint is never far.
 *
 * <p>Deliberately absent: who may have which range (capabilities), allocation, and a count of the views: who closes a
 * region knows that none is left.
 */
@NullMarked
package multikernel.memory;

import org.jspecify.annotations.NullMarked;
