package multikernel.bench;

/**
 * A slice and where it was measured.
 *
 * @param round in which every subject had its slice
 */
public record Tagged(int round, Placement placement, Slice slice) {}
