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
 *   over several nodes, before anyone is told of that:
 *     |&lt;-- Held, by all below ----|&lt;-- Held ------------------|
 *     |-- Free -------------------&gt;|-- Free ------------------&gt;|
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
 * <p>Over several nodes: {@link multikernel.multicast.Rolls} say who is a member, of which start of which node. They
 * are one object that a majority of nodes holds ({@code multikernel.domain.RollDispatcher}), so views are of one order
 * everywhere, whoever sees them late or not all of them. A roll numbers its members, and by that number the machines
 * call them, as they call cores inside one node: they know no node. {@link multikernel.multicast.Line} is the way
 * between two members of different nodes: it loses nothing while both live, though channels between nodes do.
 * {@link multikernel.multicast.NodeTrees} takes a message to each node once.
 *
 * <pre>
 *   a core begins or ends       its node: Present --&gt; Rolls --&gt; a roll, to the members on all nodes
 *   the majority lets a node go any node: Nodes   --&gt; Rolls --&gt; rolls without that start's members
 *   who is cut off              sees no roll: its view stays as it was
 * </pre>
 *
 * <p>Order holds across nodes as inside one. The sequencer of {@link multikernel.multicast.Order#TOTAL} is the eldest
 * member, on whichever node; if its node is lost the eldest of the next roll takes over as if its core had ended. On
 * the side that is cut off a group stands still: what is sent there goes on to the members of that side until a window
 * is under way, then its sender is told {@code BUSY}, and in total order nothing is given to anyone unless the
 * sequencer is on that side. If the link heals before the others let go of the node, all goes on and nothing is
 * missing. If they let go of it, its members have ended for them, with what is said below of those; its process ends,
 * and its next start has new members. Rolls need a majority of nodes, all else only the members: a node that is lost
 * without one stands in the way of its groups until a majority is there.
 *
 * <p>Rounds are those of one node, over trees whose first edges are nodes: what goes to a node goes there once, and
 * what comes of it comes once, folded there before. But a node that is cut off goes on, and must not be told of a round
 * what the others then find out otherwise. So that is told in two phases, as a two-phase commit decides: first all
 * members of the view hold it, then all are told. Whoever survives that view holds it and takes it along, and the next
 * eldest opens what the farthest has; so all that are told of a round are told the same, unless everyone who held it
 * has ended. On the side that is cut off nobody is told what not all of that view hold. Who waits for twice the
 * patience, there or for those there, is told that it is undecided
 * ({@link multikernel.multicast.RoundGround#undecided}); that part stays in its round. In answers members go by
 * {@link multikernel.base.GroupPlace}, for their numbers are given again.
 *
 * <p>What is not promised: who has ended may have been handed what nobody else had; in total order that is numbered
 * again, elsewhere, without it; and what it was told of a round of one node nobody else may know.
 *
 * <p>Deliberately absent: retries by time, for channels between two live starts of cores lose nothing, and a line makes
 * that so between nodes.
 */
@NullMarked
package multikernel.multicast;

import org.jspecify.annotations.NullMarked;
