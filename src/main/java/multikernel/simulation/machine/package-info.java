/**
 * Modelled machines, and the protocols of production on their cores.
 *
 * <pre>
 *   machines.txt --> Parameters --> Models.of(name) --> Model: cores, distances, what a message costs
 *                                                         |
 *        agreement.Commits, one for each core  --------> Run: sends, looks, receives, handles, in simulated cycles
 * </pre>
 *
 * <p>Floor 5: pure; the text of the parameters and the seed are handed in. A message costs its sender {@code send}, its
 * receiver {@code receive}, and nobody {@code transfer}; each of its {@code requests} to the home of its line waits
 * until that home has served the ones before. A core does one thing at a time: it sends what it has to send, else it
 * looks at its channels in turn, {@code poll} cycles each, from where it left off. A line whose home is farther than
 * the two cores are from each other costs as much as the farther trip.
 *
 * <p>Deliberately absent: the contents of caches other than the lines of messages, memory bandwidth, several threads to
 * a core, interrupts, and a network between machines.
 */
@NullMarked
package multikernel.simulation.machine;

import org.jspecify.annotations.NullMarked;
