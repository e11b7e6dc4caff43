/**
 * A group of members on distinct machines that hold one partition, and lose nothing while a majority of them stays up.
 *
 * <pre>
 *   candidate             the other members
 *      |------ Prepare ------->|   a ballot above all that it has heard of
 *      |<----- Promise --------|   unless a lease binds: lower ballots are refused from now on; this is held here
 *      |------ Fetch --------->|   to whoever holds most, if that is not oneself; Fetched, or Piece by Piece
 *
 *   owner                 the other members
 *      |------ Append -------->|   entries behind those before; without any, it renews the lease
 *      |<----- Appended -------|   held up to here, nothing promised to anyone else for a lease: a majority commits
 *      |<----- Missing --------|   go back, or hand over the state: Piece, Taken, ...
 *      |------ Release ------->|   nothing more under this ballot
 * </pre>
 *
 * <p>Floor 2: no Akka, thread, clock, log. The log is that of Raft (Ongaro and Ousterhout, 2014): an entry is known by
 * index and ballot, and an owner counts majorities only for entries behind its first one. The way to be owner is that
 * of Paxos (Lamport, 1998): anyone may, however little it holds, for it adopts the highest log among those who
 * promised; whom sharding starts, and nobody's chance, stands as a candidate. Seats change one at a time (Ongaro's
 * thesis, 4.1, with its correction: not before an owner has committed an entry of its own), but for those of an owner
 * that is alone: it is the only one who can vote, and knows of the change. Leases are those of Gray and Cheriton
 * (1989). Invariants:
 *
 * <ul>
 *   <li>All is in memory, so a node that starts again is another {@link multikernel.agreement.group.Seat}: it has no
 *       vote before an owner has handed it the state and a majority has committed that it is a member. Never let a seat
 *       that lost its memory speak again under its old name, and never found a group twice.
 *   <li>A ballot has at most one owner: a member promises it to one seat only.
 *   <li>A candidate counts promises among the seats that the highest log of those who promised has, not its own.
 *   <li>A state that is half handed over belongs to a member that lacks something committed, so its log is never the
 *       highest of a majority and nobody fetches from it.
 *   <li>An owner's lease counts from before it asked, by its own clock, less the drift; a member's from when it heard.
 *       Who has granted one promises nothing to others before it is over or released. So whoever may read is the one
 *       who knows the newest; a seat that was stopped and goes on sees by its clock, which went on, that its lease is
 *       over. The time is read after the request came in. A machine that stands still together with its clock (it is
 *       suspended, or a virtual one is saved) breaks the assumption of bounded drift.
 *   <li>A lease of a seat that has ended binds nobody: whoever knows for certain that it does nothing any more says so
 *       ({@code ended}, and in each Prepare from then on), so nobody waits. Of a seat that stands still this is never
 *       said, for it goes on to read under its lease when it comes back.
 *   <li>A write is done at most once: what was done is a part of the state. A write says since which index it can have
 *       been done ({@link multikernel.agreement.group.Operation}), so that what is remembered may be bounded without a
 *       word for each origin; what may have been forgotten is refused as undecided.
 *   <li>Everything is bounded by {@link multikernel.agreement.group.GroupLimits}: writes in flight, entries on their
 *       way, the tail of the log that is kept, writes remembered. The log may be longer than those by one entry for
 *       each owner since the last commit, and owners are apart by a lease or a back-off.
 * </ul>
 *
 * <p>Why not a library: MicroRaft keeps transport, storage and threads outside, and is the best of those there are. But
 * it logs through a static logger, answers with futures, shuffles by a chance without a seed and reads a clock of
 * {@code java.time}, none of which this floor may; it chooses its leader itself by time-outs, where sharding is to; it
 * trusts a store to remember what a restarted member promised, and we have none; its leader reads while it has heard
 * from a majority of late, with no bound on drift, and it leaves it to the state that nothing is done twice. What would
 * be left of it is less than what is here.
 *
 * <p>Deliberately absent: disks; reads by followers; two changes of seats at once; who carries messages, and who says
 * who should be a member ({@link multikernel.agreement.group.Rendezvous} only chooses).
 */
@NullMarked
package multikernel.agreement.group;

import org.jspecify.annotations.NullMarked;
