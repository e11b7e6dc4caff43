package multikernel.base;

/**
 * The number of a core inside its node, from 0.
 *
 * @param index 0 to {@link #MAX} - 1 on a node, to {@link #MODELLED_MAX} - 1 on a modelled machine
 */
public record CoreId(int index) implements Comparable<CoreId> {

    /** More cores than this on one node are refused: every table of lanes is sized by its square. */
    public static final int MAX = 1024;

    /** The most cores that a model of a machine may have. */
    public static final int MODELLED_MAX = 4096;

    public CoreId {
        if (index < 0 || index >= MODELLED_MAX) {
            throw new IllegalArgumentException("core " + index + " is not in 0 to " + (MODELLED_MAX - 1));
        }
    }

    public static CoreId of(int index) {
        return new CoreId(index);
    }

    @Override
    public int compareTo(CoreId other) {
        return Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
        return "core-" + index;
    }
}
