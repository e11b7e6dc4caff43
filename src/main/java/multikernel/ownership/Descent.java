package multikernel.ownership;

import multikernel.capability.Described;
import multikernel.capability.ObjectId;

/**
 * Where an object stands in its estate; it travels with every copy, so that lineage can be rebuilt from copies alone.
 *
 * @param root the allocation that it was made from in the end, which names the estate
 * @param parent what it was made from; itself for an allocation
 * @param generation its ancestors when it was made, 0 for an allocation: of two objects of one estate that overlap, the
 *     one with more was made from the other
 */
public record Descent(Described root, ObjectId parent, int generation) {

    ObjectId estate() {
        return root.id();
    }

    /** Of what is made from this object. */
    Descent below(ObjectId object) {
        return new Descent(root, object, generation + 1);
    }
}
