/**
 * The machine as this process may use it: its CPUs, threads bound to them, and what a thread is doing.
 *
 * <p>Floor 1. Nothing here throws because a system lacks something: what cannot be found out is unknown, what cannot be
 * done is a {@link multikernel.base.Pinning} that says so. Deliberately absent: caches and distances (the knowledge
 * base will measure them), any policy of which core does what, and any state between two calls.
 */
@NullMarked
package multikernel.hardware;

import org.jspecify.annotations.NullMarked;
