package multikernel.shard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import multikernel.agreement.group.Counters.Change;
import multikernel.agreement.group.GroupLedger;
import multikernel.agreement.group.Linearizability.Call;

/** What happened in a {@link ShardWorld}, as nobody in it can know it. */
final class ShardLedger {

    private record Unreturned(int partition, int key, long name, Call call) {}

    private record Effect(long value, long at) {}

    private final List<Unreturned> unreturned = new ArrayList<>();
    private final List<GroupLedger> partitions = new ArrayList<>();
    /** What each write made of its key, and until when, by its name. */
    private final Map<Long, Effect> effects = new HashMap<>();
    /** Of writes whose askers were told that they are not done, and will not be. */
    private final Set<Long> refused = new HashSet<>();

    int writes;
    int reads;
    int refusals;
    int undecided;
    int owners;
    /** Of partitions that were founded again. */
    int foundings;

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

    /** @param value of the key from then on */
    void applied(int partition, long index, Change change, long value, long now) {
        effects.putIfAbsent(change.name(), new Effect(value, now));
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

    /** Nobody knows what came of it, but for the world, which knows whether anything did, what, and when at last. */
    void unreturned(int partition, int key, long name, Call call) {
        unreturned.add(new Unreturned(partition, key, name, call));
    }

    void requireLinearizable() {
        for (var each : unreturned) {
            var effect = effects.get(each.name);
            if (effect != null) {
                var call = each.call;
                var ended = new Call(call.kind(), call.argument(), effect.value, call.called(), effect.at);
                called(each.partition, each.key, ended);
            }
        }
        partitions.forEach(GroupLedger::requireLinearizable);
    }

    @Override
    public String toString() {
        return "writes " + writes + ", reads " + reads + ", refusals " + refusals + ", undecided " + undecided
                + ", owners " + owners + ", foundings again " + foundings + ", changes of seats " + reseats + ", kills "
                + kills + ", majorities lost "
                + lost;
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
