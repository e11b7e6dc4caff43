package multikernel.capability;

import java.util.Optional;

/**
 * What lies at a range.
 *
 * @param object which one; empty for {@link Overlap#NOT_FOUND}
 */
public record Found(Overlap overlap, Optional<Described> object) {

    static final Found NOTHING = new Found(Overlap.NOT_FOUND, Optional.empty());

    /** A later one wins. */
    public enum Overlap {
        NOT_FOUND,
        /** The shortest object that has the whole range; of equally long ones the one that was derived last. */
        SURROUNDING,
        /** The first object inside the range, which is longer. */
        INNER,
        /** The first object that has some bytes of the range and some outside. */
        PARTIAL
    }
}
