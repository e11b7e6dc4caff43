package multikernel.ownership.far;

import multikernel.base.CoreId;
import multikernel.capability.Address;
import multikernel.capability.ObjectId;

/**
 * The copy at home that a name stands for.
 *
 * @param incarnation of the core, whose tables end with it
 * @param object which must lie there when the name is used
 */
public record Anchor(CoreId core, int incarnation, Address address, ObjectId object) {}
