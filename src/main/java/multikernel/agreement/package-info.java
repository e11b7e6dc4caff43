/**
 * Agreement of many cores about one replicated object: one owner orders, everyone applies by number.
 *
 * <pre>
 *   requester            owner of the slice              every other member
 *      | Request            |                                |
 *      |------------------->| check, number, apply           |
 *      |                    |------------ Apply ------------>| apply, in the order of the numbers
 *      |                    |<----------- Applied -----------| once for all that came together
 *      |<-- Done, Refuse ---| once every member holds it     |
 *
 *   new owner, ballot = number of the view that made it owner
 *      | Gather ---> all;  Promise <--- all;  the highest is chosen;  State ---> all;  then it serves
 * </pre>
 *
 * <p>And of many cores about one operation, {@link multikernel.agreement.Commits}, over a tree:
 *
 * <pre>
 *   coordinator                     inner core                      leaf
 *      |                               |                              |
 *      |-- Perform, or Prepare ------->|-- Perform, or Prepare ------>|
 *      |                               |<-- Acknowledge, or Vote -----|
 *      |<-- Acknowledge, or Vote ------| once its subtree has: a set of cores
 *      |-- Decide -------------------->|-- Decide ------------------->|    two phases only
 *      |<-- Acknowledge ---------------|<-- Acknowledge --------------|
 *
 *   a participant in doubt, its coordinator lost:  Ask ---> all;  Answer <--- all;  a commit is told to all
 * </pre>
 *
 * <p>Floor 2: no Akka, thread, clock, log. Invariants:
 *
 * <ul>
 *   <li>The owner of a slice is a pure function of the view, its ballot of the history of views; every member sees
 *       every view, so no two owners serve one slice under one ballot.
 *   <li>A replica that promised a ballot refuses lower ones: what an earlier owner still sends changes nothing.
 *   <li>Done and refused alike are answered only once every member of the owner's view holds the state that the answer
 *       speaks of. A member that has not joined yet counts, too: it becomes joined on the state that it acknowledged.
 *   <li>An answer counts only for the latest time of asking, and an owner takes a request only if it was sent in a view
 *       in which it owned the slice already: so what was answered as refused is never done later.
 *   <li>A member may put off acknowledging ({@code heardInBatch}, {@code batchEnded}): it speaks of what it holds by
 *       then, and says nothing to an owner whose time is over.
 *   <li>An object may begin later than its members, in another view on each ({@code began}): the ballot of its first
 *       owner is the view since which that core has been the one that the view makes owner, whatever view it begins in.
 *   <li>An operation changes a slice at most once. A slice remembers its last {@link Limits#recentMax()} operations and
 *       below which number of each origin it has forgotten; what may have been forgotten is answered as undecided.
 *   <li>A commit is decided by its coordinator alone, and to be done only once everyone who takes part and has not
 *       ended has agreed. It is answered as done once everyone has done it or has ended: who is only suspected is
 *       waited for, and the requester is told so.
 *   <li>Nothing is heard of a core that has left the view. So one that has not agreed when its coordinator is lost
 *       never will, and answers that were given in one view stay true.
 *   <li>Whoever knows of a commit tells all others before it forgets it. A participant remembers a two-phase commit
 *       until its coordinator says that all know how it ended, or is lost.
 *   <li>A core performs an operation at most once, also when owner after owner begins it.
 * </ul>
 *
 * <p>What a core does often changes in place ({@link multikernel.agreement.RecentRing}, {@code Holders},
 * {@code Requester}); what a message carries is a copy made once for it ({@link multikernel.agreement.Held},
 * {@link multikernel.agreement.Recent}), when an owner begins or a member is new.
 *
 * <p>Deliberately absent: retries by time (channels between two live incarnations lose nothing), deadlines (the
 * coordinator cancels), the network.
 */
@NullMarked
package multikernel.agreement;

import org.jspecify.annotations.NullMarked;
