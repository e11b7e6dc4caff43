/**
 * What every core did and when, kept in a ring for each, and a timeline of it for a viewer that users have.
 *
 * <p>Floor 5. A {@link multikernel.trace.Recorder} is one core's: its thread alone writes events of four words into an
 * {@link multikernel.urpc.EventRing}, and reads the clock once a turn of its loop and once a message.
 * {@link multikernel.trace.Steps} says what each event and effect of a core's protocols is in a trace; they are sealed,
 * so one that is new does not compile before somebody has said it. {@link multikernel.trace.ChromeTrace} makes of
 * copies of the rings what Chrome and Perfetto open: a thread for each core, nested slices, arrows between them, and a
 * span for each operation under its id. What is {@link multikernel.trace.Shared} by several nodes (a message from one
 * to another, who owns a partition) has one id on all of them.
 *
 * <p>Invariants: while nothing is recorded an event costs a branch; at {@link multikernel.trace.Level#OPERATIONS}
 * nothing is read or written for a message; times of a core never go back; an arrow has both its ends and never leads
 * into the past; what a reader came too late for is counted as lost.
 *
 * <p>Deliberately absent: threads, files, and any opinion about when to record.
 */
@NullMarked
package multikernel.trace;

import org.jspecify.annotations.NullMarked;
