package multikernel.base;

import java.util.List;

/**
 * How the rounds of one name look from one dispatcher.
 *
 * @param kind {@code barrier}, {@code gather} or {@code reduce}
 * @param round that is open, 0 if it has been told of none
 * @param isOwing it has not come to that round
 * @param waitedNanos for how long it has waited for others; 0 if it does not
 * @param waitsFor cores of its node, of those that pass their parts to it, ascending
 * @param elsewhere the same of other nodes
 */
public record RoundReading(
        String kind,
        String name,
        long round,
        boolean isOwing,
        long waitedNanos,
        List<CoreId> waitsFor,
        List<GroupPlace> elsewhere) {

    public RoundReading {
        waitsFor = List.copyOf(waitsFor);
        elsewhere = List.copyOf(elsewhere);
    }

    /** Whether both are of one name. */
    boolean isSame(RoundReading other) {
        return kind.equals(other.kind) && name.equals(other.name);
    }
}
