package multikernel.workload.store;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import multikernel.base.NodeView;
import multikernel.codec.Bytes;
import multikernel.shard.ShardAct;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardMessage;
import multikernel.shard.Shards;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs what the machine of one host's partitions wants done, and remembers who waits for which command. Of the
 * core's thread; what happens outside is told by {@link #met}, {@link #parted}, {@link #heard}, {@link #view} and
 * {@link #elected}, never from within {@link ShardLinks#send}.
 */
final class ShardShell {

    private static final Logger LOG = LoggerFactory.getLogger(ShardShell.class);

    private final Shards shards;
    private final ShardLinks links;
    private final Departure departure;
    private final LongSupplier nanos;
    private final int waitingMax;
    private final long waitingBytesMax;
    private final Map<Integer, Line> lines = new HashMap<>();
    private final ArrayDeque<Line> moving = new ArrayDeque<>();
    private final Map<Long, Line.Waiting> flights = new HashMap<>();
    private long tickets;
    private int waiting;
    private long waitingBytes;
    /** Whether something was submitted or heard since the last flush: others' commands go on with it too. */
    private boolean hasGathered;

    /** @param nanos the clock of this core, which nobody sets */
    ShardShell(Shards shards, ShardLinks links, StoreSettings settings, Departure departure, LongSupplier nanos) {
        this.shards = shards;
        this.links = links;
        this.departure = departure;
        this.nanos = nanos;
        waitingMax = settings.ordersMax();
        waitingBytesMax = settings.ordersBytesMax();
        shards.placed().forEach(partition -> lines.put(partition, new Line()));
    }

    /** Takes a command for a partition that has its place here; refused ones are answered at once. */
    void submit(int partition, boolean writes, Bytes command, Asker asker) {
        if (command.length() > ShardMessage.COMMAND_BYTES_MAX) {
            asker.answered(ShardWords.error(ShardWords.tooLong()));
        } else if (waiting >= waitingMax || waitingBytes >= waitingBytesMax) {
            asker.answered(ShardWords.error("TRYAGAIN this core has too much to do; nothing was done"));
        } else {
            waiting++;
            waitingBytes += command.length();
            var line = line(partition);
            line.add(new Line.Waiting(partition, writes, command, asker));
            moving.add(line);
            settle();
        }
    }

    private Line line(int partition) {
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

    private void go(Line.Waiting next) {
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
            switch (act) {
                case ShardAct.Send send -> {
                    if (!links.send(send.to(), send.message())) {
                        LOG.debug("Nothing goes to {} now", send.to());
                    }
                }
                case ShardAct.Answered answered -> {
                    var reply = new byte[answered.result().length()];
                    answered.result().copyTo(reply, 0);
                    landed(answered.ticket()).asker().answered(reply);
                }
                case ShardAct.Refused refused -> {
                    var landed = landed(refused.ticket());
                    landed.asker().answered(ShardWords.error(ShardWords.of(refused.why(), landed.partition())));
                }
                case ShardAct.Serving serving -> LOG.debug("Partition {} is owned here", serving.partition());
                case ShardAct.Ceased ceased -> LOG.debug("Partition {} is not owned here any more", ceased.partition());
            }
        }
    }

    private Line.Waiting landed(long ticket) {
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
    void depart() {
        settle();
        while (hasGathered) {
            hasGathered = false;
            perform(shards.flush(nanos.getAsLong()));
            settle();
        }
    }

    void ticked() {
        happened(shards.ticked(nanos.getAsLong()));
    }

    /** There is a channel to a peer now. */
    void met(ShardHost peer) {
        happened(shards.met(peer, nanos.getAsLong()));
    }

    /** There is none any more. */
    void parted(ShardHost peer) {
        happened(shards.parted(peer, nanos.getAsLong()));
    }

    void view(NodeView view) {
        happened(shards.view(view, nanos.getAsLong()));
    }

    void heard(ShardHost from, ShardMessage message) {
        happened(shards.heard(from, message, nanos.getAsLong()));
    }

    /** Whether this host is to own a partition from now on. */
    void elected(int partition, boolean isOurs) {
        happened(shards.elected(partition, isOurs, nanos.getAsLong()));
    }

    private void happened(List<ShardAct> acts) {
        perform(acts);
        settle();
        hasGathered = true;
        departure.soon();
    }

    /** Partitions that have their place here and no owner, or are owned here with replicas missing. */
    int lacking() {
        return shards.lacking(nanos.getAsLong());
    }

    List<Integer> placed() {
        return shards.placed();
    }

    boolean isServing(int partition) {
        return shards.isServing(partition);
    }
}
