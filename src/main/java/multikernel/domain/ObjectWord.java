package multikernel.domain;

import multikernel.codec.Max;

/** What the group of a replicated object of several nodes is told, holds and answers. */
public sealed interface ObjectWord<S, C> {

    /** A command. */
    record Change<S, C>(C change) implements ObjectWord<S, C> {}

    /** What is handed over and read. */
    record State<S, C>(S state, long version) implements ObjectWord<S, C> {}

    record Done<S, C>(long version) implements ObjectWord<S, C> {}

    /** The rules do not let it pass. */
    record Refused<S, C>(@Max(1024) String why, long version) implements ObjectWord<S, C> {}
}
