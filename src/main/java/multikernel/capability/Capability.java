package multikernel.capability;

/** A copy: the object that it names, and what this copy allows. */
public record Capability(Described object, Rights rights) {}
