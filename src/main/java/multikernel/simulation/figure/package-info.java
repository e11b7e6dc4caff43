/**
 * The experiments that run on modelled machines, and what the paper and Smelt measured.
 *
 * <p>Floor 5: pure; the seed is a parameter. {@link multikernel.simulation.figure.Figure} names them;
 * {@link multikernel.simulation.figure.Published} holds the values that they are compared with, none of which any model
 * is made from, but for the one that {@code unmap} takes its constant from.
 */
@NullMarked
package multikernel.simulation.figure;

import org.jspecify.annotations.NullMarked;
