package multikernel.base;

/**
 * A core as a view knows it.
 *
 * @param incarnation counts the core's starts inside its node, from 1
 * @param joined whether every peer of the view in which it joined has said that it can talk to it
 */
public record Member(CoreId core, int incarnation, boolean joined) {}
