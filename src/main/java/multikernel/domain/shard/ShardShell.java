package multikernel.domain.shard;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import multikernel.base.CoreId;
import multikernel.base.Descent;
import multikernel.base.NodeView;
import multikernel.codec.Bytes;
import multikernel.metrics.PartitionTally;
import multikernel.runtime.DispatcherContext;
import multikernel.shard.Begins;
import multikernel.shard.ShardAct;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardMessage;
import multikernel.shard.ShardRefusal;
import multikernel.shard.Shards;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs what the machine of one host's partitions wants done, and remembers who waits for which command. Of the
 * core's thread; what happens outside is told by {@link #met}, {@link #parted}, {@link #heard}, {@link #view} and
 * {@link #elected}, never from within {@link ShardLinks#send}.
 */
public final class ShardShell {

    private static final Logger LOG = LoggerFactory.getLogger(ShardShell.class);

    private final Shards shards;
    private final ShardLinks links;
    private final Departure departure;
    private final LongSupplier nanos;
    private final int waitingMax;
    private final long waitingBytesMax;
    private PartitionTally tally = new PartitionTally("", CoreId.of(0));
    private @Nullable OwnerTrace trace;
    private final Map<Integer, ShardLine> lines = new HashMap<>();
    private final ArrayDeque<ShardLine> moving = new ArrayDeque<>();
    private final Map<Long, ShardLine.Waiting> flights = new HashMap<>();
    private long tickets;
    private int waiting;
    private long waitingBytes;
    /** Whether something was submitted or heard since the last flush: others' commands go on with it too. */
    private boolean hasGathered;

    /**
     * @param waitingMax commands without an answer, and the bytes of all of them; beyond, {@code busy}
     * @param nanos the clock of this core, which nobody sets
     */
    public ShardShell(
            Shards shards,
            ShardLinks links,
            int waitingMax,
            long waitingBytesMax,
            Departure departure,
            LongSupplier nanos) {
        this.shards = shards;
        this.links = links;
        this.departure = departure;
        this.nanos = nanos;
        this.waitingMax = waitingMax;
        this.waitingBytesMax = waitingBytesMax;
        shards.placed().forEach(partition -> lines.put(partition, new ShardLine()));
    }

    /** From now on the node's metrics show what this counts; nobody has looked at it before. */
    public void countFor(DispatcherContext context) {
        tally = new PartitionTally(context.domain(), context.core());
        context.counts(tally);
        trace = new OwnerTrace(context);
    }

    /** Takes a command for a partition that has its place here; refused ones are answered at once. */
    public void submit(int partition, boolean writes, Bytes command, ShardAsker asker) {
        if (command.length() > ShardMessage.COMMAND_BYTES_MAX) {
            asker.refused(ShardRefusal.TOO_LONG, partition);
        } else if (waiting >= waitingMax || waitingBytes >= waitingBytesMax) {
            asker.refused(ShardRefusal.BUSY, partition);
        } else {
            waiting++;
            waitingBytes += command.length();
            var line = line(partition);
            line.add(new ShardLine.Waiting(partition, writes, command, asker));
            moving.add(line);
            settle();
        }
    }

    private ShardLine line(int partition) {
        var line = lines.get(partition);
        if (line == null) {
            throw new IllegalArgumentException("partition " + partition + " has no place here");
        }
        return line;
    }

    /** Lets those commands go for which the way is free now. */
    private void settle() {
        for (var line = moving.poll(); line != null; line = moving.poll()) {
            for (var next = line.next(); next != null; next = line.next()) {
                go(next);
            }
        }
    }

    private void go(ShardLine.Waiting next) {
        long ticket = ++tickets;
        flights.put(ticket, next);
        perform(shards.submit(ticket, next.partition(), next.writes(), next.command(), nanos.getAsLong()));
        if (flights.containsKey(ticket)) {
            hasGathered = true;
            departure.soon();
        }
    }

    private void perform(List<ShardAct> acts) {
        for (var act : acts) {
            tally.wants(act);
            switch (act) {
                case ShardAct.Send send -> {
                    if (!links.send(send.to(), send.message())) {
                        LOG.debug("Nothing goes to {} now", send.to());
                    }
                }
                case ShardAct.Answered answered ->
                    landed(answered.ticket()).asker().answered(answered.result());
                case ShardAct.Refused refused -> {
                    var landed = landed(refused.ticket());
                    landed.asker().refused(refused.why(), landed.partition());
                }
                case ShardAct.Serving serving -> owns(serving.partition(), true);
                case ShardAct.Ceased ceased -> owns(ceased.partition(), false);
                case ShardAct.FoundedAgain again ->
                    LOG.warn(
                            "Partition {} is founded again: what was founded before never came to have its seats",
                            again.partition());
                case ShardAct.Late late -> LOG.debug("Partition {} heard of a ballot that is over", late.partition());
            }
        }
    }

    private void owns(int partition, boolean isOurs) {
        LOG.debug("Partition {} is {} here", partition, isOurs ? "owned" : "not owned any more");
        if (trace != null) {
            trace.owns(partition, isOurs);
        }
    }

    private ShardLine.Waiting landed(long ticket) {
        var landed = flights.remove(ticket);
        if (landed == null) {
            throw new IllegalStateException("an answer for " + ticket + ", which nobody waits for");
        }
        waiting--;
        waitingBytes -= landed.command().length();
        var line = line(landed.partition());
        line.done(landed);
        moving.add(line);
        return landed;
    }

    /** What was submitted is sent on, together. */
    public void depart() {
        settle();
        while (hasGathered) {
            hasGathered = false;
            perform(shards.flush(nanos.getAsLong()));
            settle();
        }
    }

    public void ticked() {
        long now = nanos.getAsLong();
        happened(shards.ticked(now));
        var looks = shards.looks(now);
        tally.reads(shards.reading(now), looks);
        if (trace != null) {
            trace.looks(looks);
        }
    }

    /** There is a channel to a peer now. */
    public void met(ShardHost peer) {
        happened(shards.met(peer, nanos.getAsLong()));
    }

    /** There is none any more. */
    public void parted(ShardHost peer) {
        happened(shards.parted(peer, nanos.getAsLong()));
    }

    /** It has ended, for certain. */
    public void ended(ShardHost peer) {
        happened(shards.ended(peer, nanos.getAsLong()));
    }

    /** Where the partitions of a domain begin that each node has by itself. */
    public void begins(Begins where) {
        happened(shards.begins(where, nanos.getAsLong()));
    }

    public void view(NodeView view, Descent descent) {
        happened(shards.view(view, descent, nanos.getAsLong()));
    }

    public void heard(ShardHost from, ShardMessage message) {
        happened(shards.heard(from, message, nanos.getAsLong()));
    }

    /** Whether this host is to own a partition from now on. */
    public void elected(int partition, boolean isOurs) {
        happened(shards.elected(partition, isOurs, nanos.getAsLong()));
    }

    private void happened(List<ShardAct> acts) {
        perform(acts);
        settle();
        hasGathered = true;
        departure.soon();
    }

    /** Partitions that have their place here and no owner, or are owned here with replicas missing. */
    public int lacking() {
        return shards.lacking(nanos.getAsLong());
    }

    public List<Integer> placed() {
        return shards.placed();
    }

    public boolean isServing(int partition) {
        return shards.isServing(partition);
    }
}
