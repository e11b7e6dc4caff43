/**
 * Groups: one member sends to all, over a tree, in a stated order.
 *
 * <p>Floor 2: no Akka, thread, clock, log.
 */
@NullMarked
package multikernel.multicast;

import org.jspecify.annotations.NullMarked;
