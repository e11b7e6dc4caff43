package multikernel.metrics;

import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.PartitionReading;
import multikernel.shard.PartitionLook;
import multikernel.shard.ShardAct;
import multikernel.shard.ShardReading;
import multikernel.shard.ShardRefusal;
import multikernel.urpc.Counters;
import multikernel.urpc.Latest;

/** What one core has counted of a domain's partitions; written by its thread alone, which any thread may read. */
public final class PartitionTally implements DispatcherTally {

    private static final int PLACED = 0;
    private static final int OWNED = 1;
    private static final int LEASED = 2;
    private static final int LEADERLESS = 3;
    private static final int LACKING = 4;
    private static final int BALLOT = 5;
    private static final int TAKEN = 6;
    private static final int LATE = 7;
    private static final int DONE = 8;
    private static final int REFUSED = 9;

    private final String domain;
    private final CoreId core;
    private final Latest<List<PartitionLook>> looks = new Latest<>(List.of());
    private final Counters counters = new Counters(REFUSED + ShardRefusal.values().length);

    public PartitionTally(String domain, CoreId core) {
        this.domain = domain;
        this.core = core;
    }

    String domain() {
        return domain;
    }

    CoreId core() {
        return core;
    }

    /** Owner: what the machine of its partitions wants done. */
    public void wants(ShardAct act) {
        switch (act) {
            case ShardAct.Answered _ -> counters.add(DONE, 1);
            case ShardAct.Refused(var _, var why) -> counters.add(REFUSED + why.ordinal(), 1);
            case ShardAct.Serving _ -> counters.add(TAKEN, 1);
            case ShardAct.Late _ -> counters.add(LATE, 1);
            case ShardAct.Send _, ShardAct.Ceased _, ShardAct.FoundedAgain _ -> {}
        }
    }

    /** Owner: how they stand. */
    public void reads(ShardReading now, List<PartitionLook> each) {
        looks.post(each);
        counters.set(PLACED, now.placed());
        counters.set(OWNED, now.owned());
        counters.set(LEASED, now.leased());
        counters.set(LEADERLESS, now.leaderless());
        counters.set(LACKING, now.lacking());
        counters.set(BALLOT, now.ballot());
    }

    /** Each partition that has its place here. */
    public List<PartitionReading> partitions(Map<Long, String> nodes) {
        return looks.read().stream().map(each -> reading(each, nodes)).toList();
    }

    private PartitionReading reading(PartitionLook look, Map<Long, String> nodes) {
        return new PartitionReading(
                domain,
                look.partition(),
                core,
                look.owner() == 0 ? "" : name(look.owner(), nodes),
                look.role(),
                look.ballot(),
                look.seats().stream().map(seat -> name(seat.node(), nodes)).toList(),
                look.absent().stream().map(seat -> name(seat.node(), nodes)).toList());
    }

    private static String name(long node, Map<Long, String> nodes) {
        return nodes.getOrDefault(node, "#" + Long.toHexString(node));
    }

    @Override
    public boolean isOver() {
        return false;
    }

    ShardReading reading() {
        return new ShardReading(
                (int) counters.get(PLACED),
                (int) counters.get(OWNED),
                (int) counters.get(LEASED),
                (int) counters.get(LEADERLESS),
                (int) counters.get(LACKING),
                counters.get(BALLOT));
    }

    /** Times that this core became the owner of one. */
    long taken() {
        return counters.get(TAKEN);
    }

    long late() {
        return counters.get(LATE);
    }

    long done() {
        return counters.get(DONE);
    }

    long refused(ShardRefusal why) {
        return counters.get(REFUSED + why.ordinal());
    }
}
