/**
 * Stress tests.
 */
@NullMarked
package multikernel.stress;

import org.jspecify.annotations.NullMarked;
