package multikernel.ownership;

import multikernel.capability.Described;

/** What a core says in a census of an object that it holds copies of. */
public record Held(Described object, Descent descent, long ballot, int epoch) {}
