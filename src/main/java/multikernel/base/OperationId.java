package multikernel.base;

/**
 * Names one operation for as long as anyone may ask again about it.
 *
 * @param origin the core that began it
 * @param incarnation of the origin when it began it
 * @param number counts the operations of that incarnation, from 1
 */
public record OperationId(CoreId origin, int incarnation, long number) {

    /** By hand, for it is looked up several times in each operation. */
    @Override
    public int hashCode() {
        return Long.hashCode(number * 31 + incarnation) * 31 + origin.index();
    }

    @Override
    public String toString() {
        return origin.index() + "." + incarnation + "." + number;
    }
}
