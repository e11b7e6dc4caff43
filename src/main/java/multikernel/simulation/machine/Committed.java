package multikernel.simulation.machine;

import java.util.Arrays;
import multikernel.agreement.Phases;
import multikernel.base.CoreId;
import multikernel.base.OperationId;

/** When each commit of a {@link Run} began, was performed everywhere, and ended. */
public final class Committed {

    private final CoreId origin;
    private final int incarnation;
    private long first = 1;
    private long begun;
    private int ended;
    private long gapCycles;
    private Phases phases = Phases.ONE;
    private long startedAt;
    private long endedAt;
    private long events;
    private long[] beganAt = {};
    private long[] reachedAt = {};
    private long[] cycles = {};
    private long[] reached = {};

    Committed(CoreId origin, int incarnation) {
        this.origin = origin;
        this.incarnation = incarnation;
    }

    void reset(int count, long gap, Phases how, long now) {
        first += begun;
        begun = 0;
        ended = 0;
        gapCycles = gap;
        phases = how;
        startedAt = now;
        endedAt = now;
        beganAt = new long[count];
        reachedAt = new long[count];
        cycles = new long[count];
        reached = new long[count];
    }

    void over(long puts) {
        events = puts;
    }

    Phases phases() {
        return phases;
    }

    long gapCycles() {
        return gapCycles;
    }

    boolean hasMore() {
        return begun < cycles.length;
    }

    OperationId begun(long now) {
        beganAt[(int) begun] = now;
        return new OperationId(origin, incarnation, first + begun++);
    }

    void performed(OperationId operation, long now) {
        reachedAt[at(operation)] = now;
    }

    void finished(OperationId operation, long now) {
        int at = at(operation);
        cycles[ended] = now - beganAt[at];
        reached[ended] = reachedAt[at] - beganAt[at];
        ended++;
        endedAt = now;
    }

    private int at(OperationId operation) {
        return (int) (operation.number() - first);
    }

    /** Of each, from its beginning until every core had acknowledged; ascending. */
    public long[] cycles() {
        return sorted(cycles);
    }

    /** Of each, from its beginning until the last core had performed it; ascending. */
    public long[] reached() {
        return sorted(reached);
    }

    private long[] sorted(long[] values) {
        var all = Arrays.copyOf(values, ended);
        Arrays.sort(all);
        return all;
    }

    /** From the first beginning to the last end, without the gaps, shared out among all. */
    public double cyclesEach() {
        return ended == 0 ? 0 : (double) (endedAt - startedAt - gapCycles * (ended - 1)) / ended;
    }

    /** What was simulated for it. */
    public long events() {
        return events;
    }
}
