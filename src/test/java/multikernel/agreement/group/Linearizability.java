package multikernel.agreement.group;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * Whether a history of one key, a register that can also be added to, is that of a register that does one thing at a
 * time, each between its call and its return. Exact: all orders are searched, none twice from the same place (Wing and
 * Gong, 1993; Lowe, 2017).
 */
public final class Linearizability {

    /** When a call has not returned, and may have taken effect at any time since, or never. */
    public static final long NEVER = Long.MAX_VALUE;

    public enum Kind {
        /** Returns the value. */
        READ,
        /** Sets the value to the argument, and returns it. */
        WRITE,
        /** Adds the argument, and returns the sum. */
        ADD
    }

    /**
     * @param result means nothing if the call never returned
     * @param returned not before it was called; {@link #NEVER}
     */
    public record Call(Kind kind, long argument, long result, long called, long returned) {

        boolean hasReturned() {
            return returned != NEVER;
        }

        long after(long value) {
            return switch (kind) {
                case READ -> value;
                case WRITE -> argument;
                case ADD -> value + argument;
            };
        }
    }

    private record Place(BitSet done, long value) {}

    private record Step(int call, long valueBefore) {}

    private final List<Call> calls;

    private Linearizability(List<Call> calls) {
        this.calls = calls;
    }

    /** @param first the value at the beginning */
    public static boolean holds(List<Call> history, long first) {
        var sorted = new ArrayList<>(history);
        sorted.removeIf(call -> call.kind == Kind.READ && !call.hasReturned());
        sorted.sort(Comparator.comparingLong(Call::called));
        return new Linearizability(sorted).search(first);
    }

    private boolean search(long first) {
        var done = new BitSet(calls.size());
        var path = new ArrayDeque<Step>();
        var seen = new HashSet<Place>();
        long value = first;
        int from = 0;
        while (!isOver(done)) {
            int next = next(done, from, value);
            if (next >= 0) {
                long after = calls.get(next).after(value);
                done.set(next);
                if (seen.add(new Place((BitSet) done.clone(), after))) {
                    path.push(new Step(next, value));
                    value = after;
                    from = 0;
                } else {
                    done.clear(next);
                    from = next + 1;
                }
            } else if (path.isEmpty()) {
                return false;
            } else {
                var last = path.pop();
                done.clear(last.call);
                value = last.valueBefore;
                from = last.call + 1;
            }
        }
        return true;
    }

    /** A call that can be the next to take effect: nothing that is not done has returned before it was called. */
    private int next(BitSet done, int from, long value) {
        long firstReturn = NEVER;
        int first = done.nextClearBit(0);
        for (int i = first; i < calls.size() && calls.get(i).called <= firstReturn; i = done.nextClearBit(i + 1)) {
            firstReturn = Math.min(firstReturn, calls.get(i).returned);
        }
        int start = done.nextClearBit(Math.max(from, first));
        for (int i = start; i < calls.size() && calls.get(i).called <= firstReturn; i = done.nextClearBit(i + 1)) {
            var call = calls.get(i);
            if (!call.hasReturned() || call.after(value) == call.result) {
                return i;
            }
        }
        return -1;
    }

    private boolean isOver(BitSet done) {
        for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
            if (calls.get(i).hasReturned()) {
                return false;
            }
        }
        return true;
    }
}
