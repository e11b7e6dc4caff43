package multikernel.base;

/** Where a member of a group is, on another node. */
public record GroupPlace(String node, CoreId core) {}
