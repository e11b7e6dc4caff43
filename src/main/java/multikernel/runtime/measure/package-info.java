/**
 * What messages cost between the CPUs of this machine, and how fast each of them is.
 *
 * <p>Floor 6: it needs pinned threads, our rings and a clock. It runs before a node's first core starts, on threads of
 * its own, so that it measures CPUs that have nothing else to do and no core is kept waiting by a thread that polls;
 * and the first agreement finds its tree. {@code MachineWatch} looks again while cores run, a few milliseconds in
 * minutes; what has changed for good ({@link multikernel.knowledge.Drift}) reaches the cores as {@code Current<Costs>},
 * one immutable value that each of them reads when it next needs a tree.
 *
 * <p>Deliberately absent: what the figures are used for.
 */
@NullMarked
package multikernel.runtime.measure;

import org.jspecify.annotations.NullMarked;
