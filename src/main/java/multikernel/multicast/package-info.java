/**
 * Groups: one member sends to all, over a tree, in a stated order; or to any one of them.
 *
 * <pre>
 *   origin                       inner member                 leaf
 *     |-- Down, with its Route ---&gt;|-- Down --------------------&gt;|   to its own member, in order
 *     |&lt;-- Ack: all below have ----|&lt;-- Ack --------------------|   a batch at a time, with who takes least
 *
 *   TOTAL:  author -- Submit --&gt; eldest, who is the origin of everything
 *   a member ends:  Ask, Report, Close, Mend, Whole, Over ({@code Closing})
 * </pre>
 *
 * <p>Floor 2: no Akka, thread, clock, log. {@link multikernel.multicast.Casts} is one member's part in one group,
 * {@link multikernel.multicast.Anycasts} one sender's choice of one among many. Effects are told to a
 * {@link multikernel.multicast.Ground}, one after the other, instead of being returned in a list: so a message makes
 * nothing on its way but itself.
 *
 * <p>Invariants: every message is of one view and refused in another, those of a later view wait for it; with each view
 * an origin sends again what not everyone has taken, over a new route. A member is handed what was first sent in a view
 * that it was a member of, each number once. Of a member that has ended all others are handed the same: what any of
 * them has. A window limits what is under way, so what is kept for others is a window of each origin.
 *
 * <p>What is not promised: who has ended may have been handed what nobody else had; in total order that is numbered
 * again, elsewhere, without it.
 *
 * <p>Deliberately absent: retries by time, for channels between two live starts of cores lose nothing.
 */
@NullMarked
package multikernel.multicast;

import org.jspecify.annotations.NullMarked;
