/**
 * The experiments of the evaluation, run on this machine beside the peers that a user would pick instead.
 *
 * <p>Floor 10. An {@link multikernel.bench.Experiment} is a list of {@link multikernel.bench.Subject}s and of
 * {@link multikernel.bench.Comparison}s between them. A {@link multikernel.bench.Session} measures all subjects round
 * robin, one {@link multikernel.bench.Slice} of 20 to 100 ms at a time, and a raw hand-off of one cache line before and
 * after each slice tells where the two CPUs stood: two virtual CPUs change every few seconds between sharing a cache
 * and not, which is worth more than any difference between subjects.
 *
 * <p>Invariants: two subjects are compared within one placement alone; a slice yields one value, the median of its
 * round trips or the mean time of a message in a stream, and a row shows medians of slices (its {@code max} is the
 * worst of all), so a ratio is the quotient of two numbers that stand in the rows. {@code low} and {@code high} are the
 * quartiles of the quotients round by round.
 *
 * <p>The tail of a long run is another matter: an experiment that says so gives each subject one slice that lasts its
 * whole share of the time, with no probe in between, so that p99.9 is that of every message in it. There the CPUs may
 * have moved meanwhile, and the placement tells only where they stood at both ends. A row's {@code p999} stands beside
 * what the contract lists.
 *
 * <p>A new subject is one class that moves 64-byte messages between two threads; its four loops are its own and are not
 * shared with another's, for a shared loop would call through an interface that the compiler cannot see through.
 *
 * <p>What the protocols cost by themselves is measured without actors: a {@link multikernel.bench.Desk} is a thread's
 * ends of the rings, and drives the same machines that a monitor drives, with the same codec. Threads that have a CPU
 * each spin; where there are more of them they sleep, as virtual cores do. What an application sees of it is measured
 * beside that, through a booted node. A peer that takes memory away is given threads that use it on every other CPU.
 *
 * <p>{@link multikernel.bench.Simulation} runs the experiments that need no machine but a model of one, and tells what
 * they found in the same words; {@link multikernel.bench.ResultsPage} sets them beside what others measured.
 *
 * <p>A {@code TreePrediction} stands beside each {@code TreeSubject}: what a tree takes by the costs of each pair of
 * CPUs, which are measured in the same run before it.
 *
 * <p>Deliberately absent: averages over placements, a best of several runs, and goals that a test asserts by the clock.
 */
@NullMarked
package multikernel.bench;

import org.jspecify.annotations.NullMarked;
