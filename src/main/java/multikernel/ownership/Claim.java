package multikernel.ownership;

import multikernel.capability.ObjectId;

/**
 * What a request to an owner stands on.
 *
 * @param ballot of the owner that the asker knows
 * @param epoch counts the revokes of the object that the asker's core has carried out: a request that was sent before
 *     one and arrives after it is refused
 */
public record Claim(ObjectId object, ObjectId estate, long ballot, int epoch) {}
