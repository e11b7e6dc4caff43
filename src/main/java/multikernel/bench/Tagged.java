package multikernel.bench;

/**
 * A slice and where it was measured.
 *
 * @param round in which every subject had its slice
 * @param allocated bytes that the whole JVM allocated meanwhile, for each operation
 */
record Tagged(int round, Placement placement, Slice slice, double allocated) {}
