package multikernel.hardware;

import multikernel.base.Words;

/**
 * A logical processor that this process may run on.
 *
 * @param number the system's own
 * @param packageId -1 if unknown
 * @param numaNode -1 if unknown
 */
public record Cpu(int number, int packageId, int numaNode, Kind kind) {

    /** Known only where a machine has two sorts. */
    public enum Kind {
        PERFORMANCE,
        EFFICIENCY,
        UNKNOWN;

        public String word() {
            return Words.of(this);
        }
    }

    static Cpu unknown(int number) {
        return new Cpu(number, -1, -1, Kind.UNKNOWN);
    }
}
