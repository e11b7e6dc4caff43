/**
 * Copies of a frame's capability on other nodes: names that only the frame's own node, its <em>home</em>, can make and
 * verify.
 *
 * <pre>
 *   home                                    holder
 *     |-- Give (name, rights) ---------------&gt;|  again until answered; too late, and it is withdrawn
 *     |&lt;- Took --------------------------------|
 *     |&lt;- Asked (ticket, name, what) ----------|  once: who gets no answer does not know (timed-out)
 *     |-- Hear --&gt; all   &lt;-- Heard -- all      |  home serves only while a majority hears it
 *     |-- Answered ----------------------------&gt;|
 *     |-- Gone --------------------------------&gt;|  again until forgotten: revoked or deleted at home
 *     |&lt;- Forgotten ---------------------------|
 *     |&lt;- Dropped ------------------------------|  again until gone: deleted by its holder
 * </pre>
 *
 * <ul>
 *   <li>{@link multikernel.ownership.far.Far}: the face of one node's part, and the fence that everything heard passes.
 *   <li>{@code Home}: the names that this node has given; {@code Service}: what holders ask of them; {@code Hearing}:
 *       whether a majority hears this node.
 *   <li>{@code Holder}: the names that this node was given.
 * </ul>
 *
 * <p>Floor 3: no Akka, thread, clock, log; time is a parameter, chance and the secret are behind
 * {@link multikernel.ownership.far.Seal}. Between nodes anything may be lost, repeated and reordered. Invariants:
 *
 * <ul>
 *   <li>A name stands for one copy at home, its {@link multikernel.ownership.far.Anchor}, and is never more than that:
 *       once that slot holds something else, home refuses, whoever was told what. So a revoke is complete as soon as it
 *       is complete at home.
 *   <li>A name is good from one start of one node alone, and carries rights that are a part of those of what it was
 *       made from.
 *   <li>What is said by a start that the view does not admit, or to an earlier start, is dropped and counted.
 *   <li>Home does nothing for a holder unless a majority of its view has heard it within a lease that began before it
 *       asked. The clock goes on while a process is stopped, and who has removed a node does not answer it: a node that
 *       was stopped, removed and resumed serves nothing before it knows of that.
 *   <li>A request is done at most once, and none after a later one of its holder: tickets grow.
 *   <li>A home that left the view has taken its memory with it: holders refuse as {@code home-lost} from then on, and
 *       believe no answer of it.
 *   <li>Both tables are bounded; what has ended is kept only until the other side knows.
 * </ul>
 *
 * <p>Deliberately absent: retype, map, move and revoke by a holder, and a change of owner: they stay on one node
 * ({@code home-only}); reading what a lost home had; a second asking after {@code timed-out}, for a write that came
 * late could undo a later one.
 */
@NullMarked
package multikernel.ownership.far;

import org.jspecify.annotations.NullMarked;
