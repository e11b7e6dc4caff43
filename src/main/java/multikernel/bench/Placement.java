package multikernel.bench;

/** Where the two CPUs stood while a slice was measured, told by the median hand-off of a line there and back. */
public enum Placement {
    /** One physical core, which few machines promise. */
    SAME_CORE("same-core"),
    /** A last-level cache shared. */
    NEAR("near"),
    FAR("far"),
    /** Not the same before the slice and after it. */
    MIXED("mixed");

    private static final double NEAR_FROM_NANOS = 90;
    private static final double FAR_FROM_NANOS = 250;

    private final String word;

    Placement(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** @param lineNanos the median round trip of one line */
    static Placement of(double lineNanos) {
        if (lineNanos < NEAR_FROM_NANOS) {
            return SAME_CORE;
        }
        return lineNanos < FAR_FROM_NANOS ? NEAR : FAR;
    }

    static Placement between(double before, double after) {
        return of(before) == of(after) ? of(before) : MIXED;
    }
}
