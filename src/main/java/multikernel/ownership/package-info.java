/**
 * What cores agree on about capabilities: who owns an object, where its copies are, and every operation that leaves its
 * core.
 *
 * <p>Floor 3: no Akka, thread, clock, log, randomness. {@code on(event)} returns effects to be performed in order.
 */
@NullMarked
package multikernel.ownership;

import org.jspecify.annotations.NullMarked;
