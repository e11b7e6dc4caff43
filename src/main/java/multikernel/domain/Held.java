package multikernel.domain;

import multikernel.base.CoreId;
import multikernel.capability.Address;
import multikernel.capability.ObjectId;

/**
 * One copy in the table of the domain {@code operator} on a core, and what it must still name when it is used: a slot
 * is given again, an object's name never is.
 *
 * @param incarnation of the core, whose tables end with it
 */
public record Held(CoreId core, int incarnation, Address address, ObjectId object) {}
