package multikernel.shard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;

/**
 * A domain of partitions on one thread: nodes with some cores, clocks of their own and a membership that each learns of
 * late; channels that are cut and made anew.
 */
final class ShardWorld {

    static final int TICK = 20;
    private static final int DUE_MAX = 200_000;

    private record Event(long at, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    final Random random;
    final ShardOptions options;
    final ShardBug bug;
    final ShardLedger ledger;
    final ShardTurns turns;
    final ShardSurvival survival = new ShardSurvival(this);
    final ShardAges ages = new ShardAges(this);
    final ShardAgreement agreement;
    final List<ShardNode> nodes = new ArrayList<>();
    /** Seats whose node was removed from a view, or whose host has ended: they may be replaced. */
    final Set<Seat> replaceable = new HashSet<>();

    int slowPercent;
    long now;
    long events;
    /** Starts of nodes that were members and are none any more. */
    int left;

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final Set<Set<ShardNode>> cuts = new HashSet<>();
    private final TreeMap<String, Integer> members = new TreeMap<>();
    private long viewNumber;
    private long eventNumber;
    private long seats;

    /** @param agrees whether the nodes have to agree on where the partitions begin */
    ShardWorld(Random random, ShardOptions options, ShardBug bug, boolean agrees) {
        this.random = random;
        this.options = options;
        this.bug = bug;
        ledger = new ShardLedger(options.partitions());
        turns = new ShardTurns(this);
        slowPercent = options.slowPercent();
        int drift = options.limits().group().driftMillionths();
        for (int number = 0; number < options.nodes(); number++) {
            nodes.add(new ShardNode(this, number, drift == 0 ? 0 : random.nextInt(drift)));
        }
        agreement = new ShardAgreement(this, agrees);
    }

    void after(long delay, Runnable what) {
        ShardLedger.require(queue.size() < DUE_MAX, "messages make ever more messages");
        queue.add(new Event(now + delay, ++eventNumber, what));
    }

    void runUntil(long end) {
        while (!queue.isEmpty() && queue.element().at <= end) {
            var event = queue.remove();
            now = event.at;
            events++;
            event.what.run();
        }
        now = end;
    }

    List<ShardNode> up() {
        return nodes.stream().filter(node -> node.up).toList();
    }

    List<ShardStart> hosts() {
        return nodes.stream()
                .filter(node -> node.up)
                .flatMap(node -> node.hosts.stream())
                .toList();
    }

    void start(ShardNode node) {
        node.startsAgain();
        node.cores = 1 + random.nextInt(options.coresMost());
        var hosts = new ArrayList<ShardStart>();
        for (int place = 0; place < node.cores; place++) {
            hosts.add(begin(node, place));
        }
        node.hosts = hosts;
        hosts.forEach(this::introduce);
        agreement.seenLate(node);
        after(1 + random.nextInt(100), () -> {
            if (node.up) {
                member(node, true);
            }
        });
    }

    private ShardStart begin(ShardNode node, int place) {
        seats++;
        var origin = node.origin(place);
        long number = node.next(place);
        var seat = bug.keepsSeat()
                ? new Seat(ShardHost.numberOf(node.name), node.number * 100L + place)
                : ShardHost.seatOf(node.name, number, (int) seats);
        var host = new ShardHost(node.name, CoreId.of(place), place, node.cores, seat, number);
        var start = new ShardStart(this, node, host, origin);
        after(random.nextInt(TICK), () -> tick(start));
        return start;
    }

    /** It learns the members, and has channels to all hosts of other nodes. */
    private void introduce(ShardStart start) {
        var view = currentView();
        int gone = left;
        agreement.told(start);
        after(1, () -> see(start, view, gone));
        for (var other : hosts()) {
            if (other.node != start.node) {
                after(1 + random.nextInt(50), new ShardChannel(this, start, other)::connect);
            }
        }
    }

    private void tick(ShardStart at) {
        if (!at.ended) {
            after(TICK, () -> tick(at));
            if (!at.node.stopped) {
                turns.perform(at, at.shards.ticked(at.clock()));
            }
        }
    }

    /** Only if of every group that anyone alive believes in, a majority stays up. */
    boolean kill(ShardNode node) {
        return node.up && survival.survives(node.hosts, true) && end(node);
    }

    /** Whatever comes of it. */
    boolean end(ShardNode node) {
        survival.goes(node);
        node.hosts.forEach(this::end);
        node.fenced.forEach(this::end);
        node.up = false;
        node.stopped = false;
        node.backlog.clear();
        ledger.kills++;
        return true;
    }

    /**
     * One core fails, and its dispatcher starts again at once.
     *
     * @param isFenced it was stuck, so nobody says that it has ended: it goes on for a while
     */
    void fail(ShardStart start, boolean isFenced) {
        if (!start.ended && !start.node.stopped && survival.survives(List.of(start), false)) {
            if (!isFenced) {
                announce(start);
            }
            if (isFenced || bug.endsAfterItSaidSo()) {
                replaceable.add(start.host.seat());
                start.node.fenced.add(start);
                after(1 + random.nextInt(300), () -> end(start));
            } else {
                end(start);
            }
            var place = start.host.place();
            if (isFenced && !bug.beginsNoEra()) {
                start.node.beginEra(place);
            }
            var next = begin(start.node, place);
            start.node.hosts = new ArrayList<>(start.node.hosts);
            start.node.hosts.set(place, next);
            introduce(next);
            ledger.kills++;
        }
    }

    /** Its node sees that it has ended, and says so to those whom it reaches. */
    void announce(ShardStart start) {
        if (random.nextInt(4) > 0) {
            for (var channel : List.copyOf(start.channels.values())) {
                if (random.nextInt(8) > 0) {
                    channel.end(start);
                }
            }
        }
    }

    void end(ShardStart start) {
        start.ended = true;
        replaceable.add(start.host.seat());
        start.channels.values().forEach(ShardChannel::cut);
        start.tickets.values().forEach(ShardClient::lost);
        start.tickets.clear();
    }

    void stop(ShardNode node) {
        node.stopped = node.up;
        if (node.stopped && bug.takesTheStuckForEnded()) {
            node.hosts.forEach(this::announce);
        }
    }

    void resume(ShardNode node) {
        if (node.stopped) {
            node.stopped = false;
            var backlog = List.copyOf(node.backlog);
            node.backlog.clear();
            backlog.forEach(Runnable::run);
        }
    }

    boolean isMember(ShardNode node) {
        return members.getOrDefault(node.name, 0) == node.incarnation;
    }

    void member(ShardNode node, boolean is) {
        if (is) {
            members.put(node.name, node.incarnation);
            ages.add(node);
        } else if (members.remove(node.name) != null) {
            left++;
            node.hosts.forEach(host -> replaceable.add(host.host.seat()));
        }
        viewNumber++;
        var view = currentView();
        int gone = left;
        for (var other : up()) {
            int delay = 1 + random.nextInt(random.nextInt(100) < slowPercent ? 450 : 50);
            var hosts = other.hosts;
            after(delay, () -> hosts.forEach(host -> see(host, view, gone)));
        }
    }

    /** @param gone how many had left by then */
    void see(ShardStart host, NodeView view, int gone) {
        turns.reach(host, () -> {
            host.node.saw(view, gone);
            agreement.told(host);
            turns.perform(host, host.shards.view(view, host.node.descent(), host.clock()));
        });
    }

    NodeView currentView() {
        return new NodeView(
                viewNumber,
                members.entrySet().stream()
                        .map(each -> new NodeMember(each.getKey(), each.getValue()))
                        .toList());
    }

    boolean isCut(ShardNode one, ShardNode other) {
        return cuts.contains(Set.of(one, other));
    }

    void cut(ShardNode one, ShardNode other, boolean stays) {
        if (one != other && one.up && other.up) {
            if (stays) {
                cuts.add(Set.of(one, other));
            }
            for (var host : one.hosts) {
                for (var peer : other.hosts) {
                    var channel = host.channels.get(peer.host.seat());
                    if (channel != null && (stays || random.nextBoolean())) {
                        channel.cut();
                    }
                }
            }
        }
    }

    void heal() {
        cuts.clear();
    }

    String report() {
        var report = new StringBuilder("at " + now + ", members " + members);
        for (var host : hosts()) {
            report.append("\n  ").append(host).append(" ").append(host.shards);
        }
        return report.toString();
    }
}
