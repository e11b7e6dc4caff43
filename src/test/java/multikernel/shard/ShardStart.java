package multikernel.shard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import multikernel.agreement.group.Counters;
import multikernel.agreement.group.Seat;

/** One start of one host in a {@link ShardWorld}. */
final class ShardStart {

    final ShardNode node;
    /** Of the node. */
    final int incarnation;

    final ShardHost host;
    final Shards shards;
    private final Map<Integer, Counters> states = new TreeMap<>();
    /** The channels that it has made last, by who is at the other end. */
    final Map<Seat, ShardChannel> channels = new LinkedHashMap<>();
    /** Who waits for an answer. */
    final Map<Long, ShardClient> tickets = new LinkedHashMap<>();
    /** As the one who owned it saw its group last. */
    final Map<Integer, List<Seat>> owned = new TreeMap<>();

    boolean ended;
    boolean flushes;

    ShardStart(ShardWorld world, ShardNode node, ShardHost host, Origin origin) {
        this.node = node;
        incarnation = node.incarnation;
        this.host = host;
        var limits = world.bug.limits(world.options.limits(), node.number);
        shards = new Shards(limits, host, origin, partition -> {
            var counters = new Counters((index, change) -> {
                long value = state(partition).value(change.key());
                world.ledger.applied(partition, index, change, value, world.now);
            });
            states.put(partition, counters);
            return new ShardCounters(counters);
        });
    }

    long clock() {
        return node.clock();
    }

    boolean mayRead(int partition) {
        return !ended && shards.partition(partition).mayRead(clock());
    }

    Counters state(int partition) {
        return Objects.requireNonNull(states.get(partition));
    }

    List<Seat> seats(int partition) {
        return shards.partition(partition).group.seats();
    }

    int seatsMost(int partition) {
        return shards.partition(partition).group.seatsMost();
    }

    @Override
    public String toString() {
        return host.node() + "." + host.seat().incarnation() + "/" + host.place();
    }
}
