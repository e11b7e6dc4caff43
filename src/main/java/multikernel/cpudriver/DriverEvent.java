package multikernel.cpudriver;

import multikernel.base.DomainSpec;

/** What {@link Dispatchers} are told. */
public sealed interface DriverEvent {

    /** The table of domains says that this domain has a dispatcher here. */
    record Start(DomainSpec domain) implements DriverEvent {}

    /** The table of domains says that it has none any more, whether it had one here or not. */
    record End(String domain) implements DriverEvent {}

    /** The dispatcher has ended, because it was stopped or by itself. */
    record Gone(String domain) implements DriverEvent {}

    /** Somebody in the dispatcher wants to be asked before it ends; again after each restart, under any number. */
    record DrainerRegistered(String domain, int drainer) implements DriverEvent {}

    /** The drainer has ended and answers nothing any more. */
    record DrainerGone(int drainer) implements DriverEvent {}

    /** What was asked under this ticket has been answered, or its time is over. */
    record Drained(long ticket) implements DriverEvent {}

    /** The node is about to end. */
    record DrainAll() implements DriverEvent {}

    /** The core is to leave the node: all drain, and once all have drained, all end. */
    record Leave() implements DriverEvent {}
}
