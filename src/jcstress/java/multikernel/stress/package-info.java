/**
 * Two threads at the lanes and rings of {@code urpc}, at the stop sign and at the word that says that a core sleeps, by
 * jcstress: {@code mvn verify} runs four of these tests in one configuration of the JVM each, {@code mvn verify -Pfull}
 * all of them with each side interpreted and compiled by either compiler, under randomised schedules of instructions.
 *
 * <p>Floor 1, beside the program. Each test names the outcomes that it accepts and forbids all others. A test marked
 * {@link multikernel.stress.Planted} has a subject with a mistake, and the run fails unless a forbidden outcome is
 * seen: it shows that the test of the same shape can see one. {@link multikernel.stress.Stress} prints for each test
 * what was expected, what was seen how often, and the verdict.
 *
 * <p><b>Shown</b>, on the processors that it ran on: lane and ring at empty, full, wrap-around and batch; a message
 * comes whole, in order, once, with what was written before it; two of them back to back; the ring across the wrap of
 * the 32 bits of position in its headers, and a peek at a payload before its header; no sender goes past a stop sign
 * that was raised before the room that it uses was freed; no sleeper sleeps on a message whose sender missed that it
 * sleeps, and without either fence one does.
 *
 * <p><b>Not shown.</b> The order of memory on ARM: these tests have not run there. An x86 loads in order and stores in
 * order, so a plain header passes here unless the compiler moves it; those two mistakes are marked as hidden, are
 * reported and not demanded. What stands in for a weaker processor is {@code RingModelTest}, which goes through every
 * run of a writer whose stores leave in any order, and {@code SleepModelTest}; both model the protocol and not the
 * code, and turn no loads round. More than two threads, two processes, closing a channel, and positions beyond 64 bits
 * are not here.
 *
 * <p>Deliberately absent: the program's logging, threads and actors. What a test holds is made anew for each try, so
 * nothing here is fit to be measured.
 */
@NullMarked
package multikernel.stress;

import org.jspecify.annotations.NullMarked;
