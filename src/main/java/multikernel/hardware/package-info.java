/**
 * The machine as this process may use it: its CPUs, threads bound to them, and what a thread is doing.
 *
 * <p>Floor 1. {@link multikernel.hardware.Machine} is what this process may run on,
 * {@link multikernel.hardware.Topology} the whole machine as the system describes it: through the files of Linux, and
 * by the library where there are none. Nothing here throws because a system lacks something: what cannot be found out
 * is unknown, what cannot be done is a {@link multikernel.base.Pinning} that says so.
 * {@link multikernel.hardware.Measured} is what {@code runtime} finds out between pinned threads. Deliberately absent:
 * any policy of which core does what, and any state between two calls.
 */
@NullMarked
package multikernel.hardware;

import org.jspecify.annotations.NullMarked;
