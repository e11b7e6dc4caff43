/**
 * Channels between cores: rings of cache lines, lanes of references, sleeping and waking, the line that tells that a
 * core lives.
 *
 * <p>Floor 1. A {@link multikernel.urpc.Lane} has one producer and one consumer, is bounded and carries references by
 * identity; a {@link multikernel.urpc.ForeignLane} has many producers. What two threads touch lies in a
 * {@link multikernel.urpc.Line} or an array of its own, because the JVM reorders padding fields. Memory order is
 * visible in every call: plain, opaque, acquire, release. The fences of sleeping and waking stand in
 * {@link multikernel.urpc.SleepWord} and its {@link multikernel.urpc.Waker} alone. What one thread tells all others in
 * words is in {@link multikernel.urpc.Counters}, and as one value in {@link multikernel.urpc.Latest}.
 *
 * <p>A {@link multikernel.urpc.Ring} carries 56 bytes a message by value, over any memory, so that its two ends may be
 * in two JVMs. Which of Barrelfish's flow controls it takes, and what each costs, stands there. Its words are reached
 * by raw address in {@code Slots} alone, once the bounds of the memory have been checked; the architecture test holds
 * it to acquire, release and opaque.
 *
 * <p>Deliberately absent: threads, actors, what a message means, and a lock of any kind.
 */
@NullMarked
package multikernel.urpc;

import org.jspecify.annotations.NullMarked;
