/**
 * What an application sees of the multikernel: the kernel, domains and their kinds, the dispatcher's context,
 * replicated objects.
 *
 * <p>Floor 7. A node that is one of several finds {@link multikernel.domain.Joining} above it, and gives it the actor
 * system, the guardian and the count of its starts.
 *
 * <p>{@code MachineKnowledge} is found out before the first core starts: the facts, the costs between cores, the boot
 * order. {@link multikernel.domain.KnowledgeDesk} adds what runs; its queries take turns in the actor {@code knowledge}
 * on the host's dispatcher.
 *
 * <p>Between nodes, on their first cores: {@code FarDispatcher}, a domain that no user spawns, drives
 * {@link multikernel.ownership.far} and has {@link multikernel.domain.FarDesk} for its face; {@code FarWork} is what it
 * does with this node's own copies, and {@code FarSeal} the key of the names that it gives.
 * {@link multikernel.domain.FarReplicated} is an object that dispatchers of several nodes share: one partition of
 * {@link multikernel.shard}, so that a majority holds what was answered. {@code ShardedTable} is one such: the domains
 * with shards that were spawned for all nodes, which {@code ShardedTableDispatcher} keeps each node to, and where those
 * begin that each node has by its own configuration or program: it may have come by restarts of one node after the
 * other, when the one that began the cluster was gone. {@code FactsTable} is another: what each node says of its
 * machine and its links, so that a query on any node is answered about all. The rolls of groups over several nodes are
 * a third: {@code RollDispatcher} says who is here, and tells these what the rolls say. Such a domain is spawned by a
 * program on each node that is to have it, with {@link multikernel.domain.WideSpec}; one that is spawned otherwise has
 * a group of its own on each node, under whatever name.
 *
 * <pre>
 * operator --FarDesk--&gt; FarDispatcher ==channel==&gt; FarDispatcher --FarWork--&gt; the anchor's core
 * </pre>
 *
 * <p>Deliberately absent: how a message travels and how cores agree; those are floors below.
 */
@NullMarked
package multikernel.domain;

import org.jspecify.annotations.NullMarked;
