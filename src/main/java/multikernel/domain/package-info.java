/**
 * What an application sees of the multikernel: the kernel, domains and their kinds, the dispatcher's context,
 * replicated objects.
 *
 * <p>Floor 7. Deliberately absent: how a message travels and how cores agree; those are floors below.
 */
@NullMarked
package multikernel.domain;

import org.jspecify.annotations.NullMarked;
