/**
 * The configuration of a node, read once into records whose limits have been checked against one another.
 *
 * <p>Floor 5. Invariants: who holds a {@link multikernel.settings.Settings} never looks at the configuration again and
 * never checks a limit again; every refusal is a {@link multikernel.settings.BadSetting} of one line that names key,
 * file, line, value, what is allowed and what to do; numbers leave here in the unit that their name ends with.
 *
 * <p>Deliberately absent: defaults (they stand in {@code reference.conf} and nowhere else), setters, reloading while a
 * node runs, and any look at the machine, the environment or system properties: those are handed in.
 */
@NullMarked
package multikernel.settings;

import org.jspecify.annotations.NullMarked;
