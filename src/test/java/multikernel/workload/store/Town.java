package multikernel.workload.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import multikernel.base.Descent;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardMessage;

/** A few nodes with one sharded store, on one thread and under one clock; what goes between them takes its time. */
final class Town {

    private static final long MILLIS = 1_000_000L;
    private static final long TICK_NANOS = 50 * MILLIS;
    private static final long PATIENCE_NANOS = 120_000 * MILLIS;

    private record Pair(ShardHost from, ShardHost to) {}

    private record Letter(ShardMessage message, long atNanos) {}

    final Map<String, TownNode> nodes = new LinkedHashMap<>();
    private final Random random;
    private final int seats;
    private final Map<Pair, ArrayDeque<Letter>> channels = new LinkedHashMap<>();
    private final Set<Pair> cut = new LinkedHashSet<>();
    private final Set<String> still = new LinkedHashSet<>();
    private long nowNanos = 1_000_000 * MILLIS;
    private long tickedNanos;
    private long viewNumber;
    private int starts;

    /** @param names of the nodes, of which the first founds the store */
    Town(long seed, int seats, List<String> names) {
        random = new Random(seed);
        this.seats = seats;
        names.forEach(this::start);
    }

    long nowNanos() {
        return nowNanos;
    }

    TownNode node(String name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    void start(String name) {
        starts++;
        var node = new TownNode(this, name, starts, starts == 1, seats);
        nodes.put(name, node);
        view();
        for (var other : List.copyOf(nodes.values())) {
            if (other != node) {
                join(node, other);
            }
        }
    }

    private void view() {
        viewNumber++;
        var members = new ArrayList<NodeMember>();
        nodes.forEach((name, node) ->
                members.add(new NodeMember(name, (int) node.self.seat().incarnation())));
        var view = new NodeView(viewNumber, members);
        nodes.values().forEach(each -> each.own.shell.view(view, Descent.NONE));
        nodes.values().forEach(TownNode::settle);
    }

    private void join(TownNode one, TownNode other) {
        channels.put(new Pair(one.self, other.self), new ArrayDeque<>());
        channels.put(new Pair(other.self, one.self), new ArrayDeque<>());
        one.own.shell.met(other.self);
        other.own.shell.met(one.self);
        one.settle();
        other.settle();
    }

    private void part(TownNode one, ShardHost other) {
        channels.remove(new Pair(one.self, other));
        channels.remove(new Pair(other, one.self));
        one.own.shell.parted(other);
        one.settle();
    }

    /** Ends a node at once; a view without it comes later, with {@link #forget}. */
    void kill(String name) {
        var gone = Objects.requireNonNull(nodes.remove(name)).self;
        nodes.values().forEach(each -> part(each, gone));
        cut.removeIf(pair -> pair.from().equals(gone) || pair.to().equals(gone));
    }

    void forget() {
        view();
    }

    /** Ends the channel between two nodes, and with it what is on its way. */
    void cut(String one, String other) {
        var a = node(one);
        var b = node(other);
        if (cut.add(new Pair(a.self, b.self)) && cut.add(new Pair(b.self, a.self))) {
            part(a, b.self);
            part(b, a.self);
        }
    }

    /** Nothing goes to a node or comes from it, and nobody is told; it goes on with {@link #mend}. */
    void still(String name) {
        still.add(name);
    }

    void mend() {
        still.clear();
        var pairs = List.copyOf(cut);
        cut.clear();
        for (int each = 0; each < pairs.size(); each += 2) {
            join(node(pairs.get(each).from().node()), node(pairs.get(each).to().node()));
        }
    }

    boolean send(ShardHost from, ShardHost to, ShardMessage message) {
        var channel = channels.get(new Pair(from, to));
        if (channel == null) {
            return false;
        }
        var last = channel.isEmpty() ? nowNanos : channel.getLast().atNanos();
        channel.add(new Letter(message, Math.max(last, nowNanos + random.nextInt(2_000_000))));
        return true;
    }

    /** Lets some time pass, and what is due arrive. */
    void step() {
        nowNanos += 1 + random.nextInt(3_000_000);
        for (var channel : List.copyOf(channels.entrySet())) {
            var to = channel.getKey().to();
            var letters = channel.getValue();
            if (still.contains(to.node())
                    || still.contains(channel.getKey().from().node())) {
                continue;
            }
            while (!letters.isEmpty() && letters.getFirst().atNanos() <= nowNanos) {
                var message = letters.removeFirst().message();
                var node = nodes.get(to.node());
                if (node != null && node.self.equals(to)) {
                    node.own.shell.heard(channel.getKey().from(), message);
                    node.settle();
                }
            }
        }
        if (nowNanos - tickedNanos >= TICK_NANOS) {
            tickedNanos = nowNanos;
            for (var node : List.copyOf(nodes.values())) {
                node.tick(nowNanos);
                node.settle();
            }
        }
    }

    void pass(long nanos) {
        var until = nowNanos + nanos;
        await("the end of time", () -> nowNanos > until);
    }

    void await(String what, BooleanSupplier condition) {
        var until = nowNanos + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(nowNanos < until, () -> "not in two minutes: " + what);
            step();
        }
    }

    /** The reply to one request over a node's connection. */
    String ask(String node, String request) {
        var at = node(node);
        at.ask(request + "\r\n");
        return awaitReply(at, request);
    }

    String awaitReply(TownNode at, String request) {
        var reply = new StringBuilder();
        await(request, () -> {
            reply.append(at.reply());
            return !reply.isEmpty();
        });
        return reply.toString();
    }

    /** The same, asked again while the town is not ready for it. */
    String askUntilDone(String node, String request) {
        var until = nowNanos + PATIENCE_NANOS;
        var reply = ask(node, request);
        while (reply.startsWith("-CLUSTERDOWN") || reply.startsWith("-NOREPLICAS") || reply.startsWith("-TRYAGAIN")) {
            assertTrue(nowNanos < until, request + " is not done in two minutes: " + reply);
            step();
            reply = ask(node, request);
        }
        return reply;
    }

    /** Whoever serves a partition now, if it is one of those that are up. */
    String owner(int partition) {
        return nodes.values().stream()
                .filter(each -> each.own.shell.isServing(partition))
                .map(each -> each.self.node())
                .findFirst()
                .orElse("");
    }
}
