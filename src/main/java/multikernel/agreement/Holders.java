package multikernel.agreement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import multikernel.base.CoreId;

/** The other members of an owner's view, ascending, and up to which number each one holds every change. */
final class Holders {

    /** The member has not said that it holds anything. */
    private static final long NOTHING = -1;

    private List<CoreId> cores = List.of();
    private long[] numbers = {};
    private long heldByAll = Long.MAX_VALUE;

    List<CoreId> cores() {
        return cores;
    }

    /** The highest number that all hold; without others every number is. */
    long heldByAll() {
        return heldByAll;
    }

    /** Those that have not said that they hold the number. */
    List<CoreId> below(long number) {
        var below = new ArrayList<CoreId>();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] < number) {
                below.add(cores.get(i));
            }
        }
        return below;
    }

    /** A core that is lost and added is another start of it, and holds nothing. */
    void change(Collection<CoreId> added, Collection<CoreId> lost) {
        var next = new ArrayList<>(cores);
        next.removeAll(lost);
        var staying = List.copyOf(next);
        next.removeAll(added);
        next.addAll(added);
        next.sort(null);
        var known = new long[next.size()];
        for (int i = 0; i < known.length; i++) {
            var core = next.get(i);
            known[i] = staying.contains(core) && !added.contains(core) ? numbers[cores.indexOf(core)] : NOTHING;
        }
        cores = List.copyOf(next);
        numbers = known;
        lookForLowest();
    }

    /** The core holds everything up to the number; false if it is none of the members. */
    boolean holds(CoreId core, long number) {
        int at = at(core);
        if (at < 0) {
            return false;
        }
        long before = numbers[at];
        if (number > before) {
            numbers[at] = number;
            if (before == heldByAll) {
                lookForLowest();
            }
        }
        return true;
    }

    private int at(CoreId core) {
        for (int i = 0; i < cores.size(); i++) {
            if (cores.get(i).index() == core.index()) {
                return i;
            }
        }
        return -1;
    }

    private void lookForLowest() {
        long lowest = Long.MAX_VALUE;
        for (long number : numbers) {
            lowest = Math.min(lowest, number);
        }
        heldByAll = lowest;
    }
}
