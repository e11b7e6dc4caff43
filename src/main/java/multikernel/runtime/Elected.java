package multikernel.runtime;

/**
 * To a dispatcher of a sharded domain: whether its node is to own a partition from now on.
 *
 * @param ticket where it is no longer: to be given back by {@link DispatcherContext#resigned} once it has let go
 */
public record Elected(int partition, boolean isOurs, long ticket) {}
