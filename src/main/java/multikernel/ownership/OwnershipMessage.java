package multikernel.ownership;

/** Everything that cores say to one another about capabilities. */
public sealed interface OwnershipMessage {

    record Nothing() implements OwnershipMessage {}
}
