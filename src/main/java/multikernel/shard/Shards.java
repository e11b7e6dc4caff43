package multikernel.shard;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import multikernel.agreement.group.Seat;
import multikernel.base.Descent;
import multikernel.base.NodeView;
import multikernel.codec.Bytes;
import multikernel.shard.ShardMessage.Asked;
import multikernel.shard.ShardMessage.Declined;
import multikernel.shard.ShardMessage.Done;
import multikernel.shard.ShardMessage.Hello;
import multikernel.shard.ShardMessage.Within;
import org.jspecify.annotations.Nullable;

/**
 * One host's part in a domain of partitions: it has a seat, or waits for one, in the group of each partition that has
 * its place on its core, and gets commands of its node for those to whoever owns them.
 *
 * <p>Its caller reads the time that it hands over after what it hands over came in, and performs the acts in their
 * order. All methods are for one thread.
 */
public final class Shards {

    private final ShardHost self;
    private final ShardLimits limits;
    private final Peers peers;
    private final Out out;
    private final Map<Integer, Partition> partitions = new LinkedHashMap<>();
    private final Map<Integer, Seat> owners = new LinkedHashMap<>();
    private final ArrayDeque<Partition> unsent = new ArrayDeque<>();
    private final Commands commands;
    private boolean hasTicked;
    private long tickedNanos;
    /** The time of the call that is under way. */
    private long nowNanos;

    /** @param states a new state for each partition that has its place here */
    public Shards(ShardLimits limits, ShardHost self, Origin origin, IntFunction<ShardState> states) {
        this.limits = limits;
        this.self = self;
        peers = new Peers(self);
        out = new Out(peers);
        commands = new Commands(self, limits, peers, out, partitions);
        for (int number = 0; number < limits.partitions(); number++) {
            if (self.holds(number)) {
                var state = states.apply(number);
                partitions.put(number, new Partition(number, origin, state, self, peers, limits, out, new Answering()));
            }
        }
    }

    /** How many of those that have their place here have no owner, or are owned here with replicas missing. */
    public int lacking(long atNanos) {
        return (int) partitions.values().stream()
                .filter(partition -> !partition.isWhole(atNanos))
                .count();
    }

    public ShardReading reading(long atNanos) {
        return ShardReading.of(partitions.values(), atNanos);
    }

    public List<PartitionLook> looks(long atNanos) {
        return partitions.values().stream().map(each -> each.look(atNanos)).toList();
    }

    /** The partitions that have their place on this core, ascending. */
    public List<Integer> placed() {
        return List.copyOf(partitions.keySet());
    }

    /**
     * A command of this node, which goes on with the next {@link #flush}; it ends in one answer or refusal.
     *
     * @param ticket no other command that is not answered has it
     * @throws IllegalArgumentException if the partition has its place on another core
     */
    public List<ShardAct> submit(long ticket, int partition, boolean writes, Bytes command, long nowNanos) {
        this.nowNanos = nowNanos;
        commands.submit(ticket, partition(partition), writes, command, nowNanos);
        return acts();
    }

    /** At the end of every turn: sends on together what came in it, from this node and others. */
    public List<ShardAct> flush(long nowNanos) {
        this.nowNanos = nowNanos;
        commands.settle(nowNanos);
        while (!unsent.isEmpty()) {
            unsent.remove().flush(nowNanos);
        }
        return acts();
    }

    /** To be told several times in each heartbeat, also when nothing happens. */
    public List<ShardAct> ticked(long nowNanos) {
        this.nowNanos = nowNanos;
        if (hasTicked && nowNanos - tickedNanos > 2 * limits.group().heartbeatNanos()) {
            partitions.values().forEach(partition -> partition.stoodStill(nowNanos));
        }
        hasTicked = true;
        tickedNanos = nowNanos;
        for (var partition : partitions.values()) {
            partition.ticked(nowNanos);
            look(partition);
        }
        commands.ticked(nowNanos);
        return acts();
    }

    /**
     * There is a channel to this start of a dispatcher of another node, and it has said {@link Hello}.
     *
     * @param peer of a node whose start is a member in the view that came last; never one that began after another
     *     dispatcher took the place of this one, which is fenced by then
     */
    public List<ShardAct> met(ShardHost peer, long nowNanos) {
        this.nowNanos = nowNanos;
        peers.met(peer, nowNanos).forEach(before -> commands.parted(before.seat()));
        proceed(peer);
        commands.met(peer, nowNanos);
        return acts();
    }

    /** The channel to it has ended. */
    public List<ShardAct> parted(ShardHost peer, long nowNanos) {
        this.nowNanos = nowNanos;
        peers.parted(peer);
        proceed(peer);
        commands.parted(peer.seat());
        return acts();
    }

    /**
     * That start of a dispatcher has ended, for certain: it does and says nothing any more. What it owned is owned anew
     * at once. Of one that only stands still this must never be said, for it would go on to answer.
     */
    public List<ShardAct> ended(ShardHost peer, long nowNanos) {
        this.nowNanos = nowNanos;
        peers.ended(peer);
        for (var partition : partitions.values()) {
            if (peer.holds(partition.number)) {
                partition.ended(peer.seat(), nowNanos);
                look(partition);
            }
        }
        commands.parted(peer.seat());
        return acts();
    }

    /** The members of the cluster; one that is older than what is known changes nothing. */
    public List<ShardAct> view(NodeView view, Descent descent, long nowNanos) {
        this.nowNanos = nowNanos;
        peers.view(view, descent);
        partitions.values().forEach(partition -> partition.proceed(nowNanos));
        return acts();
    }

    /** To be told before the first view, and at each change, if the domain is one that each node has by itself. */
    public List<ShardAct> begins(Begins where, long nowNanos) {
        this.nowNanos = nowNanos;
        partitions.values().forEach(partition -> partition.begins(where, nowNanos));
        peers.mayGrow(where != Begins.NOT_AGREED);
        return acts();
    }

    /** Takes what a host said over a channel that is there; after its end, it changes nothing. */
    public List<ShardAct> heard(ShardHost from, ShardMessage message, long nowNanos) {
        this.nowNanos = nowNanos;
        if (peers.at(from.seat()) != null) {
            take(from, message);
        }
        return acts();
    }

    private void take(ShardHost from, ShardMessage message) {
        var seat = from.seat();
        switch (message) {
            case Hello _ -> {}
            case Within within -> {
                var partition = partitions.get(within.partition());
                if (partition != null) {
                    partition.heard(from, within, nowNanos);
                    look(partition);
                }
            }
            case Asked asked -> {
                var partition = partitions.get(asked.partition());
                if (partition == null) {
                    out.send(seat, new Declined(asked.ticket(), ShardRefusal.NO_OWNER, 0, Optional.empty()));
                } else {
                    partition.asked(seat, asked.ticket(), asked.operation(), asked.command(), nowNanos);
                }
            }
            case Done done -> commands.done(seat, done.ticket(), done.index(), done.result());
            case Declined declined -> commands.declined(seat, declined, nowNanos);
        }
    }

    /** Cluster Sharding says who should own a partition; it may never, or be wrong. */
    public List<ShardAct> elected(int partition, boolean isOurs, long nowNanos) {
        this.nowNanos = nowNanos;
        var some = partition(partition);
        some.elected(isOurs, nowNanos);
        look(some);
        return acts();
    }

    /** Whether this host owns the partition; whether it may answer still depends on its lease. */
    public boolean isServing(int partition) {
        return partition(partition).isServing();
    }

    /** The name of the node that is thought to own the partition, or "". */
    public String owner(int partition) {
        var owner = commands.owner(partition(partition), nowNanos);
        return owner == null ? "" : Objects.requireNonNullElse(peers.nameOf(owner), "");
    }

    /** What a peer that came or went changes. */
    private void proceed(ShardHost peer) {
        for (var partition : partitions.values()) {
            if (peer.holds(partition.number)) {
                partition.founding.tell(peer.seat());
                partition.group.seats().stream().filter(peer::follows).forEach(seat -> partition.ended(seat, nowNanos));
                partition.proceed(nowNanos);
                look(partition);
            }
        }
    }

    /** Whether another owns it than before. */
    private void look(Partition partition) {
        var owner = partition.owner(nowNanos);
        if (owner == null) {
            owners.remove(partition.number);
        } else if (!owner.equals(owners.put(partition.number, owner))) {
            commands.owned(partition.number, owner);
        }
    }

    private List<ShardAct> acts() {
        commands.settle(nowNanos);
        return out.taken();
    }

    Partition partition(int number) {
        var partition = partitions.get(number);
        if (partition == null) {
            throw new IllegalArgumentException("partition " + number + " has its place on another core than "
                    + self.core() + " of " + self.node());
        }
        return partition;
    }

    @Override
    public String toString() {
        return partitions.values().toString();
    }

    private final class Answering implements Waiters.Replies {

        @Override
        public void done(Seat to, long asking, long index, Bytes result) {
            if (to.equals(self.seat())) {
                commands.done(to, asking, index, result);
            } else {
                out.send(to, new Done(asking, index, result));
            }
        }

        @Override
        public void unsent(Partition partition) {
            unsent.add(partition);
        }

        @Override
        public void declined(Seat to, long asking, ShardRefusal why, long index, @Nullable Seat owner) {
            if (to.equals(self.seat())) {
                commands.declined(to, asking, why, index, owner, nowNanos);
            } else {
                var name = owner == null ? null : peers.nameOf(owner);
                out.send(to, new Declined(asking, why, index, Optional.ofNullable(name)));
            }
        }
    }
}
