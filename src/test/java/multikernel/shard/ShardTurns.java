package multikernel.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import multikernel.agreement.group.Counters;
import multikernel.agreement.group.Counters.Change;
import multikernel.agreement.group.Linearizability.Kind;
import multikernel.base.NodeView;
import multikernel.shard.ShardMessage.Asked;
import multikernel.shard.ShardMessage.HasNoSeat;
import multikernel.shard.ShardMessage.MayFound;
import org.jspecify.annotations.Nullable;

/** What reaches the hosts of a {@link ShardWorld}, and what they want done. After each turn at most one may read. */
final class ShardTurns {

    private final ShardWorld world;
    private long tickets;
    private int meetings = 1000;
    boolean hashed;
    long hash;

    ShardTurns(ShardWorld world) {
        this.world = world;
    }

    /** What reaches a node that is stopped waits until it goes on. */
    void reach(ShardStart at, Runnable what) {
        if (at.node.stopped && !at.ended) {
            at.node.backlog.add(() -> reach(at, what));
        } else if (!at.ended) {
            what.run();
        }
    }

    void met(ShardStart at, ShardStart other) {
        perform(at, at.shards.met(other.host, at.clock()));
        if (world.bug.takesTheSilentForLost()) {
            perform(at, at.shards.view(world.currentView(), at.node.descent(), at.clock()));
        }
    }

    void parted(ShardStart at, ShardStart other) {
        perform(at, at.shards.parted(other.host, at.clock()));
        if (world.bug.takesTheSilentForLost()) {
            var left = new ArrayList<>(world.currentView().members());
            left.removeIf(member -> member.name().equals(other.node.name));
            perform(
                    at,
                    at.shards.view(new NodeView(world.currentView().number(), left), at.node.descent(), at.clock()));
        }
    }

    void ended(ShardStart at, ShardStart other) {
        world.ledger.announced++;
        perform(at, at.shards.ended(other.host, at.clock()));
    }

    void heard(ShardStart at, ShardStart from, ShardMessage message) {
        var heard = world.bug.heard(at, message);
        if (heard instanceof Asked asked && asked.operation().isEmpty() && world.bug.readsWithoutLease()) {
            var name = at.shards.owner(asked.partition());
            if (name.equals(at.node.name)) {
                var result = readNow(at, asked.partition(), Change.of(asked.command()));
                var done = new ShardMessage.Done(asked.ticket(), 0, Counters.number(result));
                Objects.requireNonNull(from.channels.get(at.host.seat())).send(at, done);
                return;
            }
        }
        if (heard instanceof MayFound asked && world.bug.deniesItsSeat()) {
            Objects.requireNonNull(from.channels.get(at.host.seat())).send(at, new HasNoSeat(asked.partition(), true));
        } else if (heard != null) {
            if (world.bug.hearsWhoIsOver() && from.node.number == 0) {
                perform(at, at.shards.met(later(from.host), at.clock()));
            }
            perform(at, at.shards.heard(from.host, heard, at.clock()));
            if (heard instanceof Asked) {
                flushSoon(at);
            }
        }
    }

    private ShardHost later(ShardHost some) {
        meetings++;
        return new ShardHost(
                some.node(), some.core(), some.place(), some.cores(), some.seat(), some.start() + meetings);
    }

    private static long readNow(ShardStart at, int partition, Change change) {
        return at.state(partition).value(change.key());
    }

    void submit(ShardStart at, ShardClient client, boolean writes, Change change) {
        tickets++;
        long ticket = tickets;
        at.tickets.put(ticket, client);
        int partition = client.partition();
        reach(at, () -> {
            perform(at, at.shards.submit(ticket, partition, writes, change.bytes(), at.clock()));
            flushSoon(at);
            if (world.bug.answersAtOnce() && writes && at.mayRead(partition) && at.tickets.remove(ticket) != null) {
                long before = readNow(at, partition, change);
                long after = change.kind() == Kind.WRITE ? change.argument() : before + change.argument();
                client.answered(Counters.number(after));
            }
        });
    }

    void perform(ShardStart by, List<ShardAct> acts) {
        for (var act : acts) {
            if (hashed) {
                hash = 31 * hash + act.toString().hashCode() + by.node.number;
            }
            for (var done : world.bug.done(act)) {
                perform(by, done);
            }
        }
        for (int partition : by.shards.placed()) {
            check(by, partition);
        }
    }

    /** The end of the turn in which a command came in. */
    private void flushSoon(ShardStart by) {
        if (!by.flushes) {
            by.flushes = true;
            world.after(world.random.nextInt(3), () -> {
                by.flushes = false;
                reach(by, () -> perform(by, by.shards.flush(by.clock())));
            });
        }
    }

    private void perform(ShardStart by, ShardAct act) {
        switch (act) {
            case ShardAct.Send send -> {
                var channel = by.channels.get(send.to().seat());
                var said = world.bug.said(by, send.message());
                if (channel != null && said != null) {
                    channel.send(by, said);
                }
            }
            case ShardAct.Answered answered -> client(by, answered.ticket()).answered(answered.result());
            case ShardAct.Refused refused -> client(by, refused.ticket()).refused(refused.why());
            case ShardAct.Serving serving -> {
                world.ledger.owners++;
                ShardLedger.require(
                        by.owned.put(serving.partition(), by.seats(serving.partition())) == null,
                        by + " owns again what it owns: " + serving);
            }
            case ShardAct.Ceased ceased ->
                ShardLedger.require(
                        by.owned.remove(ceased.partition()) != null, by + " did not own what it ceases to: " + ceased);
            case ShardAct.FoundedAgain _ -> world.ledger.foundings++;
            case ShardAct.Late _ -> {}
        }
    }

    private static ShardClient client(ShardStart by, long ticket) {
        var client = by.tickets.remove(ticket);
        if (client == null) {
            throw new AssertionError("ticket " + ticket + " is answered again, or was never there");
        }
        return client;
    }

    private void check(ShardStart by, int partition) {
        if (by.mayRead(partition)) {
            for (var other : world.hosts()) {
                ShardLedger.require(
                        other == by || !other.shards.placed().contains(partition) || !other.mayRead(partition),
                        by + " and " + other + " may read " + partition + " at " + world.now);
            }
        }
        var before = by.owned.get(partition);
        if (before != null && !before.equals(by.seats(partition))) {
            var after = by.seats(partition);
            by.owned.put(partition, after);
            world.ledger.reseats++;
            for (var seat : before) {
                ShardLedger.require(
                        after.contains(seat)
                                || world.replaceable.contains(seat)
                                || before.size() > world.options.limits().replicas(),
                        seat + " was only silent, for " + by + " in " + partition + ": " + after);
            }
        }
    }

    @Nullable
    ShardStart reader(int partition) {
        return world.hosts().stream()
                .filter(host -> host.shards.placed().contains(partition) && host.mayRead(partition))
                .findFirst()
                .orElse(null);
    }
}
