package multikernel.runtime;

/**
 * Which of a domain's rounds: each name has rounds of its own of each kind, numbered from 1.
 *
 * @param name what a program calls it
 */
record RoundKey(Kind kind, String name) {

    enum Kind {
        BARRIER,
        GATHER,
        REDUCE
    }
}
