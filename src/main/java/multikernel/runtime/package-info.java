/**
 * The actors of one node, the core dispatcher and the URPC mailbox.
 *
 * <p>Floor 6, the thin shell around the protocols below it.
 */
@NullMarked
package multikernel.runtime;

import org.jspecify.annotations.NullMarked;
