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
 * <p>Deliberately absent: how a message travels and how cores agree; those are floors below.
 */
@NullMarked
package multikernel.domain;

import org.jspecify.annotations.NullMarked;
