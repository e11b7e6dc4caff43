package multikernel.codec;

/** A message, or a component of one, that is beyond its declared maximum. */
public final class TooLarge extends Unsendable {

    private static final long serialVersionUID = 1;

    private final String where;
    private final long size;
    private final int max;

    /** @param where record and component, {@code Kill.name} */
    TooLarge(String where, long size, int max) {
        super(where, size + " is beyond the maximum of " + max);
        this.where = where;
        this.size = size;
        this.max = max;
    }

    public String where() {
        return where;
    }

    public long size() {
        return size;
    }

    public int max() {
        return max;
    }
}
