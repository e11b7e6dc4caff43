/**
 * What one core does alone: which dispatchers live on it and how they end, and who there is told of other domains.
 *
 * <p>Floor 3: no Akka, thread, clock, log. An actor that registers for something is a number here; the CPU driver's
 * actor knows who it is. How long a drainer may take is the actor's to measure: one that is late has drained.
 *
 * <p>Invariants: {@code on(event)} returns effects to be performed in order; a name has one dispatcher at a time, and
 * its successor starts only once it has ended; the last word of the table of domains about a name counts; a dispatcher
 * is stopped only after everyone in it who registered for it has drained or ended; whoever asks for all to be drained
 * is answered; a core that leaves says once that no dispatcher is left.
 *
 * <p>Deliberately absent: restarting a behaviour that throws (the supervision inside the dispatcher does), choosing
 * cores for a domain, the dispatchers of other cores.
 */
@NullMarked
package multikernel.cpudriver;

import org.jspecify.annotations.NullMarked;
