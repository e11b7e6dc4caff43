package multikernel.shard;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import multikernel.agreement.group.Operation;
import multikernel.agreement.group.Seat;
import multikernel.codec.Bytes;
import multikernel.shard.ShardMessage.Asked;
import multikernel.shard.ShardMessage.Declined;
import org.jspecify.annotations.Nullable;

/**
 * What this host's node wants done. One host after another is asked, of a write always under the same name, until one
 * has done it. While nobody is known to own a partition, one command alone looks for the owner (a write only where a
 * majority may be there: it might arrive at last); the others wait.
 */
final class Commands {

    private final ShardHost self;
    private final ShardLimits limits;
    private final Peers peers;
    private final Out out;
    private final Map<Integer, Partition> partitions;
    private final Map<Integer, Set<Command>> byPartition = new HashMap<>();
    private final Map<Long, Command> byAsking = new HashMap<>();
    private final ArrayDeque<Command> ready = new ArrayDeque<>();
    /** Who does what is asked, where this host is no member. */
    private final Map<Integer, Seat> believed = new HashMap<>();
    /** Up to where everything is done, as far as others have said. */
    private final long[] known;

    private long askings;
    private long writes;
    private int count;

    Commands(ShardHost self, ShardLimits limits, Peers peers, Out out, Map<Integer, Partition> partitions) {
        this.self = self;
        this.limits = limits;
        this.peers = peers;
        this.out = out;
        this.partitions = partitions;
        known = new long[limits.partitions()];
    }

    void submit(long ticket, Partition partition, boolean isWrite, Bytes bytes, long nowNanos) {
        boolean isLong = bytes.length() > ShardMessage.COMMAND_BYTES_MAX;
        if (isLong || count >= limits.waitingMax()) {
            out.add(new ShardAct.Refused(ticket, isLong ? ShardRefusal.TOO_LONG : ShardRefusal.BUSY));
            return;
        }
        boolean isOwned = owner(partition, nowNanos) != null;
        if (isWrite && partition.owner(nowNanos) == null && partition.isCutOff(nowNanos)) {
            out.add(new ShardAct.Refused(ticket, ShardRefusal.NO_MAJORITY));
            return;
        }
        count++;
        writes += isWrite ? 1 : 0;
        var operation = new Operation(self.seat().incarnation(), writes, known(partition));
        long untilNanos = nowNanos + limits.commandNanos();
        var command = new Command(ticket, partition.number, isWrite, bytes, untilNanos, operation);
        command.retryNanos = nowNanos;
        var others = byPartition.computeIfAbsent(partition.number, unused -> new LinkedHashSet<>());
        others.add(command);
        if (isOwned || others.size() == 1) {
            readyUp(command);
        }
    }

    /** Who is thought to own the partition, and can be asked. */
    @Nullable
    Seat owner(Partition partition, long nowNanos) {
        var owner = partition.owner(nowNanos);
        if (owner != null) {
            return owner;
        }
        var other = believed.get(partition.number);
        return other != null && peers.isLive(other) ? other : null;
    }

    void ticked(long nowNanos) {
        for (var entry : byPartition.entrySet()) {
            if (!entry.getValue().isEmpty()) {
                ticked(partition(entry.getKey()), List.copyOf(entry.getValue()), nowNanos);
            }
        }
    }

    private void ticked(Partition partition, List<Command> some, long nowNanos) {
        boolean mayAsk = true;
        boolean isCutOff = partition.isCutOff(nowNanos);
        for (var command : some) {
            if (nowNanos - command.untilNanos >= 0) {
                refuse(command, command.end());
            } else if (isCutOff && command.isSurelyNotDone()) {
                refuse(command, ShardRefusal.NO_MAJORITY);
            } else if (command.asked != null) {
                if (nowNanos - command.askedNanos >= limits.askNanos()) {
                    command.asked = null;
                    readyUp(command);
                }
            } else if (mayAsk && nowNanos - command.retryNanos >= 0) {
                readyUp(command);
                mayAsk = owner(partition, nowNanos) != null;
            }
        }
    }

    /** Another owns the partition: it is asked at once. */
    void owned(int partition, Seat owner) {
        for (var command : byPartition.getOrDefault(partition, Set.of())) {
            if (!owner.equals(command.asked)) {
                command.asked = null;
                command.tried.clear();
                readyUp(command);
            }
        }
    }

    /** It may be asked: what waits to look for an owner again does so now. */
    void met(ShardHost peer, long nowNanos) {
        byPartition.forEach((number, some) -> {
            if (peer.holds(number) && !some.isEmpty()) {
                some.forEach(command -> command.retryNanos = nowNanos);
                ticked(partition(number), List.copyOf(some), nowNanos);
            }
        });
    }

    /** Nobody there answers any more. */
    void parted(Seat seat) {
        for (var some : byPartition.values()) {
            for (var command : some) {
                if (seat.equals(command.asked)) {
                    command.asked = null;
                    readyUp(command);
                }
            }
        }
    }

    void done(Seat from, long asking, long index, Bytes result) {
        var command = byAsking.get(asking);
        if (command != null) {
            int number = command.partition;
            known[number] = Math.max(known[number], index);
            end(command);
            out.add(new ShardAct.Answered(command.ticket, result));
            if (!from.equals(believed.put(number, from))) {
                owned(number, from);
            }
        }
    }

    void declined(Seat from, Declined declined, long nowNanos) {
        var command = byAsking.get(declined.ticket());
        if (command != null) {
            var owner = declined.owner()
                    .map(name -> peers.latest(ShardHost.numberOf(name), command.partition))
                    .map(ShardHost::seat)
                    .orElse(null);
            declined(from, declined.ticket(), declined.why(), declined.index(), owner, nowNanos);
        }
    }

    /** @param owner whom the asked one takes for the owner */
    void declined(Seat from, long asking, ShardRefusal why, long index, @Nullable Seat owner, long nowNanos) {
        var command = byAsking.get(asking);
        if (command == null) {
            return;
        }
        int number = command.partition;
        known[number] = Math.max(known[number], index);
        if (owner != null && !owner.equals(from)) {
            believed.put(number, owner);
        } else if (owner == null && from.equals(believed.get(number))) {
            believed.remove(number);
        }
        if (why != ShardRefusal.TIMED_OUT) {
            byAsking.remove(asking);
            command.open.remove(asking);
        }
        if (asking == command.asking) {
            command.asking = Command.NONE;
            command.asked = null;
            goOn(command, from, why, nowNanos);
        }
    }

    private void goOn(Command command, Seat from, ShardRefusal why, long nowNanos) {
        switch (why) {
            case TOO_LONG -> refuse(command, why);
            case FORGOTTEN -> {
                if (command.open.isEmpty()) {
                    var old = command.operation;
                    command.operation = new Operation(old.origin(), old.number(), known(partition(command.partition)));
                    command.tried.remove(from);
                    readyUp(command);
                } else {
                    refuse(command, why);
                }
            }
            case TOO_FEW_SEATS -> {
                if (peers.places(command.partition).size() < limits.replicas()) {
                    refuse(command, command.writes && !command.open.isEmpty() ? ShardRefusal.TIMED_OUT : why);
                } else {
                    again(command, from, why, nowNanos);
                }
            }
            case BUSY -> again(command, from, why, nowNanos);
            case NO_MAJORITY -> {
                command.refusal = why;
                command.retryNanos = nowNanos + limits.pauseNanos();
            }
            case NO_OWNER, TIMED_OUT -> readyUp(command);
        }
    }

    /** The right one was asked, at the wrong time. */
    private void again(Command command, Seat from, ShardRefusal why, long nowNanos) {
        command.refusal = why;
        command.tried.remove(from);
        command.retryNanos = nowNanos + limits.pauseNanos();
    }

    private void readyUp(Command command) {
        if (!command.ready && !command.over) {
            command.ready = true;
            ready.add(command);
        }
    }

    /** Asks for what is ready, at the end of a call; each one of a round once, so it ends. */
    void settle(long nowNanos) {
        for (var command = ready.poll(); command != null; command = ready.poll()) {
            command.ready = false;
            if (!command.over && command.asked == null) {
                ask(command, nowNanos);
            }
        }
    }

    private void ask(Command command, long nowNanos) {
        var partition = partition(command.partition);
        var target = target(command, partition, nowNanos);
        if (target == null) {
            command.tried.clear();
            command.retryNanos = nowNanos + limits.pauseNanos();
            return;
        }
        command.asking = ++askings;
        command.asked = target;
        command.askedNanos = nowNanos;
        command.tried.add(target);
        command.open.add(askings);
        byAsking.put(askings, command);
        var operation = command.writes ? Optional.of(command.operation) : Optional.<Operation>empty();
        if (target.equals(self.seat())) {
            partition.asked(target, askings, operation, command.bytes, nowNanos);
        } else {
            out.send(target, new Asked(askings, command.partition, operation, command.bytes));
        }
    }

    /** The owner, the other members, or anyone who may know more; nobody twice in a round. */
    private @Nullable Seat target(Command command, Partition partition, long nowNanos) {
        var owner = owner(partition, nowNanos);
        return owner != null && !command.tried.contains(owner)
                ? owner
                : peers.untried(command.partition, partition.group.seats(), command.tried);
    }

    private void refuse(Command command, ShardRefusal why) {
        end(command);
        out.add(new ShardAct.Refused(command.ticket, why));
    }

    private void end(Command command) {
        command.over = true;
        count--;
        command.open.forEach(byAsking::remove);
        Objects.requireNonNull(byPartition.get(command.partition)).remove(command);
    }

    private long known(Partition partition) {
        return Math.max(known[partition.number], partition.committed());
    }

    private Partition partition(int number) {
        return Objects.requireNonNull(partitions.get(number));
    }
}
