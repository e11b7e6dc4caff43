/**
 * A node among others: joining, leaving, being removed, and the views that come of it.
 *
 * <p>Floor 8. {@code ClusterJoining} is what boots find; {@code Membership} the one actor that hears Akka's membership
 * and drives {@link multikernel.monitor.NodeRoster}, which decides; {@code NodeWords} all that two of these actors say
 * to each other, {@code NodeWordsSerializer} how; {@code RemotingTls} remoting's certificates; {@code Removal} what
 * Akka asks who is to be removed, {@code KeepHearing} its rule and {@code Hearing} the arithmetic of it.
 *
 * <pre>
 * Akka's gossip --Membership--&gt; NodeRoster --Joined, Lost--&gt; guardian: board, events
 *      (name, incarnation and cores of a node go along as its roles)   ^
 *                      Membership of an elder --what was before--------/
 * </pre>
 *
 * <p>Invariants: a node counts as up once it knows what was before it; it is told of its own removal by its own cluster
 * daemon, and whoever runs it ends it at once; nobody is removed who and a majority hear each other. Who is suspected,
 * and who is heard again, is an event. Akka decides who is in and who is gone, with the settings and the reasons in
 * {@code multikernel-cluster.conf}. A view is a hint for those who write: what gives a right is the promise of a
 * majority.
 *
 * <p>Deliberately absent: messages of monitors and of domains, which have a tier of their own, and any downing by hand.
 */
@NullMarked
package multikernel.network.cluster;

import org.jspecify.annotations.NullMarked;
