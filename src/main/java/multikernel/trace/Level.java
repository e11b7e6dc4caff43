package multikernel.trace;

import multikernel.base.Words;

/** How much is recorded; each has what those before it have. */
public enum Level {
    OFF,
    /** Operations and the messages of protocols, sleep and wake: seldom enough to cost nothing. */
    OPERATIONS,
    /** Turns, each message that an actor handles, and each that goes to another core. */
    MESSAGES;

    public String word() {
        return Words.of(this);
    }
}
