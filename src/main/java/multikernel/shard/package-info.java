/**
 * Partitions of a domain over several nodes, as arithmetic: where each has its seats, who owns it, and how a command
 * gets there and back.
 *
 * <pre>
 *   asker                   owner                 the other members
 *     |------ Asked ---------->|                        |
 *     |                        |------- Said ---------->|   what their groups say
 *     |                        |<------ Said -----------|
 *     |<----- Done ------------|                        |   a majority holds it
 *     |<----- Declined --------|                        |   why not, and who may own it: the next one is asked
 * </pre>
 *
 * <p>Floor 3: no Akka, thread, clock, log, randomness; time is a parameter. {@link multikernel.shard.ShardHost} is one
 * start of one dispatcher of the domain; {@link multikernel.shard.Shards} is its part: it holds a
 * {@link multikernel.agreement.group.Group} for each partition that has its place on its core ({@code Partition}), sees
 * to who owns that ({@code Succession}) and who its members are ({@code Seating}), and gets commands of its node to
 * whoever owns them ({@code Commands}). {@code Peers} knows whom it has a channel to, and the members of the cluster.
 * {@link multikernel.shard.ShardMessage} is all that two hosts say to each other, {@link multikernel.shard.ShardAct}
 * what one wants done. Invariants:
 *
 * <ul>
 *   <li>One place founds. A host that starts again has forgotten everything and is another seat, which is given the
 *       state before it counts. Whoever has met it hears no earlier start of that place any more; of two seats of one
 *       place anyone can tell which is of the later start.
 *   <li>What was founded and did not come to have its seats is founded again by a later start at the same place, so no
 *       two foundings have one number. It asks all other members, however few it knows: who ever knew of seats enough
 *       says nothing, and the usual way goes on; if nobody did, there was no write and will be none ({@code Founding}
 *       says why). One that does not answer keeps it from that until it does. A node that has left since the founder
 *       came, hosts that started again on two nodes, or on one while another was told of the group, keep it from that
 *       for ever: there may have been a write then, so the partition has no owner. A lower founding is over for whoever
 *       hears of a higher. If the one that left is the node that began the cluster, the eldest of the others asks and
 *       founds in its place, what began there and nothing else; once one more has left, nobody does.
 *   <li>Where each node has a domain by itself, that may be new after the node is gone that began the cluster. So the
 *       nodes agree on one that has it, once ({@link multikernel.shard.Begins}); before, no group has a second seat.
 *       Whatever was founded elsewhere took no write and is dropped, and what begins where it was agreed is the later
 *       founding.
 *   <li>Nothing is read either before a group has had all its seats: whoever founded before may still think it owns.
 *   <li>A group has one seat until there are nodes enough for all replicas, and takes no write before it has them. Then
 *       its owner replaces who is lost, which is whose node left a view or is met as another start, and nobody else:
 *       who is only silent keeps its seat.
 *   <li>A member that misses the owner stands after its rank, whatever membership and sharding say; what sharding says
 *       changes the rank. Without it, an owner hands a partition to the first of its members, by an order that is
 *       another one for each partition, so that each node owns as many as any other. None of this is needed to be
 *       right: a ballot has one owner, and a lease one holder.
 *   <li>A command ends in one answer or refusal. A write has one name for as long as it is asked for, whoever is asked;
 *       every asking has a number of its own, so its asker knows whether something may yet come of one. Only then it is
 *       refused as undecided. One that was never asked for before and may have been forgotten was not: it is asked for
 *       again with a newer {@code since}.
 *   <li>Only an owner that has the lease reads.
 *   <li>An owner that has ended for certain is followed at once, by the first of those who are there: neither its lease
 *       nor a hint is waited for.
 *   <li>A member on the side of a minority refuses what is asked for there and surely was not done: as owner once its
 *       lease has run out, else another lease after that of the last owner ran out. From then on it refuses each write
 *       at once, also while it has channels to others who are silent. What may have been done is undecided, and ends
 *       with its time.
 *   <li>Commands of a node, askings of one, and their time are limited by {@link multikernel.shard.ShardLimits}; while
 *       nobody is known to own a partition, one of its commands alone looks for the owner.
 * </ul>
 *
 * <p>Deliberately absent: seats that move to a node that has come, while those that are there live; machines with
 * several nodes, of which each counts as one; reads by followers; what becomes of a partition whose only seat, or most
 * of whose seats, are lost at once: it has no owner from then on. So it is with one whose founding node ends before it
 * has its seats, for no other founds it.
 */
@NullMarked
package multikernel.shard;

import org.jspecify.annotations.NullMarked;
