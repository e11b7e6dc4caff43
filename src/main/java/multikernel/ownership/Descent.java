package multikernel.ownership;

import multikernel.capability.ObjectId;

/**
 * Where an object stands in its estate; it travels with every copy, so that lineage can be rebuilt from copies alone.
 *
 * @param estate the allocation that it was made from in the end
 * @param parent what it was made from; itself for an allocation
 * @param depth 0 for an allocation: of two objects of one estate that overlap, the deeper was made from the other
 */
public record Descent(ObjectId estate, ObjectId parent, int depth) {}
