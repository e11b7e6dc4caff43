/**
 * The words that everyone uses: core, member, view, operation, refusal, reading.
 *
 * <p>Floor 0. Everything here is a deeply immutable value; it may cross cores. Deliberately absent: behaviour, clocks,
 * identity that is made rather than handed in, and any import from another package of ours.
 */
@NullMarked
package multikernel.base;

import org.jspecify.annotations.NullMarked;
