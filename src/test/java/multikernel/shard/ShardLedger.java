package multikernel.shard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import multikernel.agreement.group.Counters.Change;
import multikernel.agreement.group.GroupLedger;
import multikernel.agreement.group.Linearizability.Call;

/** What happened in a {@link ShardWorld}, as nobody in it can know it. */
final class ShardLedger {

    private record Unreturned(int partition, int key, long name, Call call) {}

    private final List<Unreturned> unreturned = new ArrayList<>();
    private final List<GroupLedger> partitions = new ArrayList<>();
    /** Of writes whose askers were told that they are not done, and will not be. */
    private final Set<Long> refused = new HashSet<>();

    int writes;
    int reads;
    int refusals;
    int undecided;
    int owners;
    int reseats;
    int kills;
    /** Hosts of whose end another was told. */
    int announced;
    /** Partitions that lost their majority with a change of seats. */
    int lost;

    ShardLedger(int count) {
        for (int partition = 0; partition < count; partition++) {
            partitions.add(new GroupLedger());
        }
    }

    void applied(int partition, long index, Change change) {
        partitions.get(partition).applied(index, change);
        require(!refused.contains(change.name()), "done after it was refused: " + change);
    }

    void answered(int partition, long name) {
        writes++;
        require(partitions.get(partition).isDone(name), "answered and not done: " + name);
    }

    void refused(int partition, long name) {
        refused.add(name);
        require(!partitions.get(partition).isDone(name), "refused and done: " + name);
    }

    void called(int partition, int key, Call call) {
        partitions.get(partition).called(key, call);
    }

    /** Nobody knows what came of it, but for the world, which knows whether anything did. */
    void unreturned(int partition, int key, long name, Call call) {
        unreturned.add(new Unreturned(partition, key, name, call));
    }

    void requireLinearizable() {
        for (var each : unreturned) {
            if (partitions.get(each.partition).isDone(each.name)) {
                called(each.partition, each.key, each.call);
            }
        }
        partitions.forEach(GroupLedger::requireLinearizable);
    }

    @Override
    public String toString() {
        return "writes " + writes + ", reads " + reads + ", refusals " + refusals + ", undecided " + undecided
                + ", owners " + owners + ", changes of seats " + reseats + ", kills " + kills + ", majorities lost "
                + lost;
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
