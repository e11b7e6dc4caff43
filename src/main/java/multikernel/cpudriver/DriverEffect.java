package multikernel.cpudriver;

import multikernel.base.DomainSpec;

/** What {@link Dispatchers} want done, in this order. */
public sealed interface DriverEffect {

    /** No other dispatcher of this name is there. */
    record Spawn(DomainSpec domain) implements DriverEffect {}

    /** @param ticket to be given back with {@link DriverEvent.Drained} */
    record AskToDrain(int drainer, long ticket) implements DriverEffect {}

    /** Nothing in this dispatcher is left to drain. Said once of each. */
    record Stop(String domain) implements DriverEffect {}

    /** To everyone who has asked for all to be drained so far. */
    record AllDrained() implements DriverEffect {}

    /** The core was to leave, and no dispatcher is left. Said once. */
    record AllEnded() implements DriverEffect {}

    /** More drainers than a dispatcher may have: this one will not be asked. */
    record DrainerRefused(String domain, int drainersMax) implements DriverEffect {}
}
