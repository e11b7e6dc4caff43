package multikernel.ownership;

/** Everything that cores say to one another about capabilities. */
public interface OwnershipMessage {}
