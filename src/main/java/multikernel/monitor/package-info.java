/**
 * What cores do together: one file for each protocol, and a core that routes to them.
 *
 * <ul>
 *   <li>{@link multikernel.monitor.Intermon}: everything that one monitor may say to another.
 *   <li>{@link multikernel.monitor.Wire}: how that becomes bytes and back.
 *   <li>{@link multikernel.monitor.Mesh}: how a core becomes one that all others can talk to.
 *   <li>{@link multikernel.monitor.DomainRules}: the table of domains, replicated by {@code agreement}.
 *   <li>{@link multikernel.monitor.ObjectMember}: one core's part in a replicated object of a domain; its messages do
 *       not go with those of the monitors, so that control stays ahead of what applications do.
 *   <li>{@link multikernel.monitor.Conversations}: one core's part in all of them; the face towards the actor.
 *   <li>{@link multikernel.monitor.Membership} and {@link multikernel.monitor.Watch}: what the guardian needs to order
 *       views and to tell a failed core from a stuck or a starved one.
 *   <li>{@link multikernel.monitor.Departures}: how a core is taken off by order, phase by phase, and what happens when
 *       it fails on its way; {@link multikernel.monitor.Relocations}: where a dispatcher that threw starts instead.
 *   <li>{@link multikernel.monitor.NodeRoster}: which nodes of a cluster are members, and the number of that view.
 *   <li>{@link multikernel.monitor.PartitionSpread}: on which node each partition of a domain lives.
 * </ul>
 *
 * <p>Floor 4: no Akka, thread, clock, log; time is a parameter. Invariants: {@code on(event)} returns effects to be
 * performed in order, and what they send leaves in that order; nothing of an incarnation that the view does not admit
 * changes anything; a message of a later view waits for that view; a core says that it has joined only when every peer
 * can talk to it and it holds every slice.
 *
 * <p>Deliberately absent: the queue towards a peer whose channel is full (the actor's, in order), the making of
 * channels, dispatchers, and any decision that a core is gone: a view says so.
 */
@NullMarked
package multikernel.monitor;

import org.jspecify.annotations.NullMarked;
