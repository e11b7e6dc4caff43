/**
 * Trees over which one core reaches many, made from what a message costs between each two, and what each would take.
 *
 * <pre>
 *   Costs  ---->  Shape.tree(root, cores, costs)  ---->  base.Tree, children in the order of sends
 *                                                           |
 *   Costs  ------------------------------------>  Prediction.of(tree, costs)
 *
 *   Choice.cheapest(root, cores, costs): of all shapes the one with the least prediction
 * </pre>
 *
 * <p>Floor 2: no Akka, thread, clock, log. Every result is a function of its parameters: the same costs give the same
 * tree on every core, also where two choices cost the same (the lower core goes first). Costs are read through an
 * interface, so that a modelled machine of thousands of cores need not hold a square of numbers;
 * {@link multikernel.knowledge.tree.Matrix} is what was measured.
 *
 * <p>Deliberately absent: measuring, and deciding when a tree is made again.
 */
@NullMarked
package multikernel.knowledge.tree;

import org.jspecify.annotations.NullMarked;
