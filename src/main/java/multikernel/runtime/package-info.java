/**
 * The actors of one node, the core dispatcher and the URPC mailbox.
 *
 * <p>Floor 6, the thin shell around the protocols below it.
 *
 * <p>The core dispatcher, from outside to inside: {@link multikernel.runtime.Interconnect} is all cores of one actor
 * system; {@link multikernel.runtime.Incarnation} is one start of one core, as host threads see it; its {@code Inbox}
 * is what others put something into; its {@code CoreLoop} takes that out, in turns; the loop's {@code RunQueue} fills
 * mailboxes and runs actors in slices, {@code Running} one message, straight from the lane or from its sender where
 * nothing is before it and {@code Straight} has the time; its {@code Outbox} sends, and keeps what has to wait, with
 * every rule of order; {@code CoreDispatcher} and {@code UrpcQueue} are what Akka sees of it, {@code Door} what other
 * threads meet. A host thread, {@code StallWatch}, looks at what each core runs and reports a message that keeps its
 * core.
 *
 * <p>What a core writes with each message or turn ({@code Straight}, {@code Running}, {@code Rest}) has lines of its
 * own, and what its senders read of it is not written there: else each turn of a core that polls would take those lines
 * away from whoever sends to it. For the same reason {@code Invocation} spares Akka's cell what nobody asks of it. What
 * refers to a message lies in objects that are renewed and so stay young ({@link multikernel.urpc.Lane} says why).
 * {@code SpinTime} says how long it polls.
 *
 * <pre>
 * tell --CoreDispatcher--&gt; Outbox --Lane------&gt; Inbox --CoreLoop--&gt; UrpcQueue --RunQueue--&gt; actor
 *                    \----&gt; Door ---ForeignLane--^        (stop sign) ---^ read by whoever sends
 * </pre>
 *
 * <p>Replicated objects of domains: {@link multikernel.runtime.ReplicatedSpec} is what a domain declares,
 * {@link multikernel.runtime.Replicated} what its dispatchers hold, {@code ObjectPlane} those of one core,
 * {@code ReplicatedObject} the shell around one core's part in one object. Views come from the monitor; messages go
 * over data channels of the object's own, one each way between two cores: an application that changes its state a
 * million times a second takes nothing from control, and one that is slow holds up itself.
 *
 * <p>Groups: {@code GroupPost}, beside each dispatcher that a program made, drives {@link multikernel.multicast} and
 * hands it letters; {@link multikernel.runtime.GroupDesk} is how a program sends, at once where its thread is a core of
 * the domain, otherwise by the {@code GroupGate} of the lowest. Who is a member follows from {@code Bindings}.
 * {@code GroupRounds} is where its dispatcher waits for the others, by name; {@link multikernel.runtime.RoundDesk} how
 * it asks. {@code GroupCounts} is what whoever looks sees of a member. Where the group is over several nodes,
 * {@code WidePost} says what leaves the node, over a {@code WideLine} to each post elsewhere that it has something to
 * say to, straight from core to core; {@code WideRoll} is who the members are, by {@link multikernel.runtime.RollTold}.
 * What is handed in for a round goes there as a {@code WidePart}, by the kind's {@code RoundSeal}.
 *
 * <p>Memory: {@code CapabilityPlane} is one core's side of capabilities. It takes what the core's domains ask
 * ({@link multikernel.runtime.Capabilities}) straight into the monitor's machine on that thread, performs what the
 * machine wants done ({@code Views}, {@code Zeroings}), and calls back after all effects of an event. Every view is
 * closed in the loop's end, before it says that it has ended; the guardian tells the others only after that, and
 * nothing while a core merely stands still. The region is given back when no loop is left that could use it.
 *
 * <p>Traces: a loop has a {@link multikernel.trace.Recorder}, and tells it of turns, messages and sleeps;
 * {@code Traces} is those of all cores, {@link multikernel.runtime.TraceKeeper} the host thread that copies them: for
 * recordings that are asked for, and for the flight recorder's when {@code Alerts} says that something happened. The
 * stall watch also looks at what the collectors did, so that a stop of theirs is no behaviour's.
 *
 * <p>Cores that are taken off: {@code DepartureDesk} performs what the monitor floor's {@code Departures} decide.
 * Whoever is bound is told that the core's dispatchers are leaving ({@link multikernel.runtime.Bindings}); the CPU
 * driver drains and ends them; {@code Departing} gives back what the operator has there; the view goes on without the
 * core, whose actors end, and its loop with them.
 *
 * <p>Invariants: one owner at a time touches a loop, its run queue, its outbox and the state of its mailboxes: the
 * core's thread, after its end the burial's. A mailbox holds its bound and what the lanes to its core held, at most.
 * Between two actors messages keep their order, and the notice that one has ended follows its last message. What is
 * dropped is counted and published as {@link multikernel.runtime.Dropped}. An incarnation is never started again.
 *
 * <p>Deliberately absent: an executor, work stealing, a lock on the way of a message, and moving an actor to another
 * core: a dispatcher that moves ends here and begins there.
 */
@NullMarked
package multikernel.runtime;

import org.jspecify.annotations.NullMarked;
