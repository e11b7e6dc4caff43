/**
 * Groups: one member sends to all, over a tree, in a stated order; or to any one of them; or all wait for each other,
 * and what each hands in comes together up a tree.
 *
 * <pre>
 *   origin                       inner member                 leaf
 *     |-- Down, with its Route ---&gt;|-- Down --------------------&gt;|   to its own member, in order
 *     |&lt;-- Ack: all below have ----|&lt;-- Ack --------------------|   a batch at a time, with who takes least
 *
 *   TOTAL:  author -- Submit --&gt; eldest, who is the origin of everything
 *   a member ends:  Ask, Report, Close, Mend, Whole, Over ({@code Closing})
 *
 *   rounds: a barrier, to gather, to reduce
 *   eldest                       inner member                 leaf
 *     |&lt;-- Part, of all below ----|&lt;-- Part ------------------|   once its own and all below have come
 *     |-- Open, of the next ------&gt;|-- Open ------------------&gt;|   with the Outcome of the last
 * </pre>
 *
 * <p>Floor 2: no Akka, thread, clock, log. {@link multikernel.multicast.Casts} is one member's part in one group,
 * {@link multikernel.multicast.Anycasts} one sender's choice of one among many, {@link multikernel.multicast.Rounds}
 * one member's part in the rounds of one name. Effects are told to a {@link multikernel.multicast.Ground}, one after
 * the other, instead of being returned in a list: so a message makes nothing on its way but itself.
 *
 * <p>Invariants: every message is of one view and refused in another, those of a later view wait for it; with each view
 * an origin sends again what not everyone has taken, over a new route. A member is handed what was first sent in a view
 * that it was a member of, each number once. Of a member that has ended all others are handed the same: what any of
 * them has. A window limits what is under way, so what is kept for others is a window of each origin.
 *
 * <p>A round is over those who were members when the first of them came to it, less those that end before it is over:
 * these are named. Who joins later is excused once and takes part in the next. Each member's parts are for rounds one
 * after the other, so one that is late stays in step. Everyone who goes on is told the same, of each that took part
 * once; with a new view what is under way begins again from what each handed in. A round that one member has waited in
 * for as long as anyone is to is closed by the eldest, and those who have not come to it are named too.
 *
 * <p>What is not promised: who has ended may have been handed what nobody else had; in total order that is numbered
 * again, elsewhere, without it; and what it was told of a round nobody else may know.
 *
 * <p>Deliberately absent: retries by time, for channels between two live starts of cores lose nothing.
 */
@NullMarked
package multikernel.multicast;

import org.jspecify.annotations.NullMarked;
