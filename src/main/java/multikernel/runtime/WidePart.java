package multikernel.runtime;

import multikernel.codec.Bytes;
import multikernel.codec.Max;
import multikernel.multicast.Line;
import multikernel.multicast.Rolls;

/** What members on several nodes hand in for a round, as it goes between them. */
sealed interface WidePart {

    /** Octets of one part: so that those of all members fit one letter, with what is said of them. */
    int PART_BYTES_MAX = Line.LETTER_BYTES_MAX / Rolls.MEMBERS_MAX / 2;

    /** One of the messages of the domain. */
    record Octets(@Max(PART_BYTES_MAX) Bytes octets) implements WidePart {}

    /** Its folding has thrown. */
    record Failed(@Max(WHAT_BYTES_MAX) String what) implements WidePart {}

    /** Of what is said of that. */
    int WHAT_BYTES_MAX = 4096;
}
