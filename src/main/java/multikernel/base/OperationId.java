package multikernel.base;

/**
 * Names one operation for as long as anyone may ask again about it.
 *
 * @param origin the core that began it
 * @param incarnation of the origin when it began it
 * @param number counts the operations of that incarnation, from 1
 */
public record OperationId(CoreId origin, int incarnation, long number) {

    @Override
    public String toString() {
        return origin.index() + "." + incarnation + "." + number;
    }
}
