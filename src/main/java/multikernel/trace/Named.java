package multikernel.trace;

import multikernel.base.CoreId;
import multikernel.base.OperationId;

/**
 * An operation as two words of an event.
 *
 * @param scope the name of the replicated object that counts its own operations, 0 for those of a monitor
 */
record Named(OperationId operation, int scope) {

    private static final int ORIGIN_SHIFT = 48;
    private static final int SCOPE_SHIFT = 32;
    private static final int SCOPE_MASK = 0xffff;

    static long second(OperationId operation, int scope) {
        return (long) operation.origin().index() << ORIGIN_SHIFT
                | (long) (scope & SCOPE_MASK) << SCOPE_SHIFT
                | operation.incarnation() & 0xffff_ffffL;
    }

    static Named of(long number, long second) {
        var origin = CoreId.of((int) (second >>> ORIGIN_SHIFT));
        return new Named(new OperationId(origin, (int) second, number), (int) (second >>> SCOPE_SHIFT) & SCOPE_MASK);
    }
}
