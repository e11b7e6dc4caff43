/**
 * What single steps of the fast path cost on one thread, by JMH: {@code mvn -Pbench test-compile exec:exec@jmh} builds
 * and runs them, {@code -Djmh.options="Codec -prof gc"} says which and how.
 *
 * <p>Beside the program, and no part of it. Both ends of a ring or a lane are on one thread here, so a figure is what
 * the instructions cost while every line is in the first cache; what a line costs that travels between two CPUs is
 * measured by {@code multikernel bench urpc}, with its placement.
 *
 * <p>Deliberately absent: peers, threads, actors, and goals. A figure that grows tells where a run of
 * {@code multikernel bench} has lost its time.
 */
@NullMarked
package multikernel.micro;

import org.jspecify.annotations.NullMarked;
