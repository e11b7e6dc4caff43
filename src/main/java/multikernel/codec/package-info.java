/**
 * A message interface (a sealed interface of records) to cache lines and back.
 *
 * <p>Floor 1.
 */
@NullMarked
package multikernel.codec;

import org.jspecify.annotations.NullMarked;
