/**
 * What cores agree on about capabilities: who owns an object, where its copies are, and every operation that leaves its
 * core.
 *
 * <p>An <em>estate</em> is an allocation and everything made from it. It has one owner core, whose lineage of it is
 * complete: the owner knows every object, what it was made from, and which cores hold copies. So it alone checks a
 * retype, and every copy to another core goes through it.
 *
 * <ul>
 *   <li>{@link multikernel.ownership.Ownership}: the face of one core's part; hands each event to its protocol.
 *   <li>{@link multikernel.ownership.Votes}: what it waits for others for, as an owner.
 *   <li>Where it is asked: {@code Asking} (what is open, and what came of it), {@code Locally}, {@code Allocating},
 *       {@code Copies}, {@code Retypes}, {@code Unmaps}, {@code Revoked}, {@code Deleting}; {@code Holdings} has the
 *       tables, {@code Hints} who owns what.
 *   <li>At the owner: {@code Owning} (the door, and the queues of locks), {@code Estates}, {@code Giving},
 *       {@code Revokes}, {@code HandingOver}, {@code Volleys} (what it tells others in one phase); {@code Memory} is
 *       the memory server that steals.
 *   <li>When cores are lost: {@code Membership}, {@code Counting} (a core's part in a census), {@code Census} (the part
 *       of the core that acts for the node), {@code Inheriting}.
 * </ul>
 *
 * <p>Of one node: what other nodes hold is a name ({@link multikernel.ownership.far}), and stands for one copy here.
 *
 * <p>Floor 3: no Akka, thread, clock, log, randomness; time is a parameter. Invariants:
 *
 * <ul>
 *   <li>An owner counts a core as a holder before the copy is on its way, and until the core has said that it holds
 *       none. So its list of holders is never too short.
 *   <li>A revoke locks its object and everything made from it, waits for what is under way there, and only then asks;
 *       what was asked through a copy that it took is refused, however late it comes (the epoch of the claim).
 *   <li>A revoke has one phase where only its owner, who asks for it, could refuse: nobody elsewhere wants to be asked
 *       (a subscription is the owner's to know, and is not known of an estate that was taken over), and no capability
 *       table would go. Everywhere else it has two.
 *   <li>Views are closed before what rests on it is said or answered.
 *   <li>Of a core that has left the view and not ended, nothing is used again: neither what it holds
 *       ({@code quarantined}), nor its memory, nor the estates that it owned. Whoever waits for it is answered at once.
 *   <li>Every byte is in one memory server, under way between two, or under the root of one estate; a range is counted
 *       by its giver until it is taken, and whoever has been counted in a census takes none until that is over.
 *   <li>An operation is done once and answered once for each time that it is asked. One answered as undecided stays
 *       open at its core; what was refused because of others who were busy or stuck may be asked again.
 * </ul>
 *
 * <p>Deliberately absent: retries by time (channels between two live incarnations lose nothing), a lease (an owner is
 * alone as soon as it is told a view without itself, and its successor waits for its end), a census while a core is
 * only suspected: what a lost owner had then waits with what the suspected one may hold.
 */
@NullMarked
package multikernel.ownership;

import org.jspecify.annotations.NullMarked;
