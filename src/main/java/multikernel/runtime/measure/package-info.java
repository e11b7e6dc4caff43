/**
 * What messages cost between the CPUs of this machine, and how fast each of them is.
 *
 * <p>Floor 6: it needs pinned threads, our rings and a clock. It runs before a node's first core starts, on threads of
 * its own, so that it measures CPUs that have nothing else to do and no core is kept waiting by a thread that polls;
 * and the first agreement finds its tree. The figures are kept for the life of the process.
 *
 * <p>Deliberately absent: what the figures are used for, and a second look while cores run.
 */
@NullMarked
package multikernel.runtime.measure;

import org.jspecify.annotations.NullMarked;
