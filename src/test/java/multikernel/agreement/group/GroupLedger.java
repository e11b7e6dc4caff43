package multikernel.agreement.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.agreement.group.Linearizability.Call;

/** What happened in a {@link GroupWorld}, as nobody in it can know it. */
public final class GroupLedger {

    private final Map<Long, Counters.Change> byIndex = new HashMap<>();
    private final Map<Long, Long> byName = new HashMap<>();
    private final Map<Integer, List<Call>> calls = new HashMap<>();
    int writes;
    int reads;
    int owners;
    int seatings;
    /** Groups that lost their majority with a change of seats. */
    int lost;

    public void applied(long index, Counters.Change change) {
        var known = byIndex.putIfAbsent(index, change);
        require(known == null || known.equals(change), "two changes at " + index + ": " + known + " and " + change);
        var before = byName.putIfAbsent(change.name(), index);
        require(before == null || before == index, "done twice, at " + before + " and " + index + ": " + change);
    }

    /** Whether any member has done the change of that name. */
    public boolean isDone(long name) {
        return byName.containsKey(name);
    }

    /** Whoever asked was told that it is done. */
    void answered(long name, long index) {
        writes++;
        var done = byName.get(name);
        require(done != null && done == index, "answered is " + name + " at " + index + ", done it is at " + done);
    }

    public void called(int key, Call call) {
        calls.computeIfAbsent(key, unused -> new ArrayList<>()).add(call);
    }

    public void requireLinearizable() {
        calls.forEach((key, history) ->
                require(Linearizability.holds(history, 0), "key " + key + " is no register: " + history));
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
