package multikernel.ownership.far;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;

/**
 * Nodes on one thread that lose, repeat and reorder what they say, are stopped, removed, resumed and started again, and
 * learn late who is a member. Times are nanoseconds; delays are milliseconds.
 */
final class FarWorld {

    static final long MILLI = 1_000_000L;
    static final long LEASE = 1_000 * MILLI;
    static final long LIMIT = 3_000 * MILLI;
    static final int NAMES_MAX = 12;
    static final int HELD_MAX = 10;
    private static final FarLimits LIMITS = new FarLimits(NAMES_MAX, HELD_MAX, 8, 64, LEASE, LIMIT, 100 * MILLI);
    private static final int TICK = 100;

    private record Event(long at, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    final Random random;
    final FarBug bug;
    final FarChecks checks = new FarChecks(this);
    final Map<NodeMember, FarStation> stations = new HashMap<>();
    final Set<Anchored> revoked = new HashSet<>();
    private final TreeMap<String, Integer> members = new TreeMap<>();
    private final Map<String, Integer> starts = new HashMap<>();
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final Map<FarRef, Anchored> anchors = new HashMap<>();
    int lossPercent;
    int repeatPercent;
    long now;
    long events;
    long told;
    long late;
    long hash = 1;
    private long eventNumber;
    private long viewNumber;

    record Anchored(NodeMember home, Anchor anchor) {}

    FarWorld(Random random, FarBug bug) {
        this.random = random;
        this.bug = bug;
        now = random.nextLong(1_000_000_000_000L);
    }

    // Time.

    void after(long delayMillis, Runnable what) {
        eventNumber++;
        queue.add(new Event(now + delayMillis * MILLI, eventNumber, what));
    }

    void run(long millis) {
        long end = now + millis * MILLI;
        while (!queue.isEmpty() && queue.element().at <= end) {
            var event = queue.remove();
            now = event.at;
            events++;
            event.what.run();
        }
        now = end;
    }

    // Nodes.

    FarStation start(String name) {
        var member = new NodeMember(name, starts.merge(name, 1, Integer::sum));
        var station = new FarStation(this, member, LIMITS);
        stations.put(member, station);
        tick(station);
        members.put(name, member.incarnation());
        spread();
        return station;
    }

    private void tick(FarStation station) {
        after(TICK + random.nextInt(10), () -> {
            if (!station.isDead) {
                station.happen(() -> station.on(new FarEvent.Ticked()));
                if (random.nextInt(5) == 0) {
                    station.happen(() -> station.on(new FarEvent.Changed()));
                }
                tick(station);
            }
        });
    }

    /** The majority has decided: every member learns of it some time later. */
    private void spread() {
        viewNumber++;
        var view = new NodeView(
                viewNumber,
                members.entrySet().stream()
                        .map(each -> new NodeMember(each.getKey(), each.getValue()))
                        .toList());
        for (var station : stations.values()) {
            if (!station.isDead && isMember(station)) {
                after(1 + random.nextInt(400), () -> station.happen(() -> station.viewed(view)));
            }
        }
    }

    void remove(FarStation station) {
        if (isMember(station)) {
            members.remove(station.member.name());
            spread();
        }
    }

    /** The process is gone. */
    void kill(FarStation station) {
        station.isDead = true;
        station.diedAt = now;
        station.backlog.clear();
    }

    void stop(FarStation station) {
        station.isStopped = true;
    }

    /** What came meanwhile is there at once; that it was removed it learns later, and ends. */
    void resume(FarStation station) {
        station.isStopped = false;
        var came = List.copyOf(station.backlog);
        station.backlog.clear();
        came.forEach(station::happen);
        if (!isMember(station) && !station.isDead) {
            after(500 + random.nextInt(1_000), () -> kill(station));
        }
    }

    FarStation station(NodeMember member) {
        return Objects.requireNonNull(stations.get(member));
    }

    boolean isMember(FarStation station) {
        return Objects.equals(members.get(station.member.name()), station.member.incarnation());
    }

    /** Members that are neither dead nor stopped. */
    List<FarStation> running() {
        var running = new ArrayList<FarStation>();
        members.forEach((name, incarnation) -> {
            var station = station(new NodeMember(name, incarnation));
            if (!station.isDead && !station.isStopped) {
                running.add(station);
            }
        });
        return running;
    }

    // Messages.

    void say(FarStation from, FarEffect.Send send) {
        for (var message : bug.said(send.message())) {
            checks.says(from, send.to(), message);
            int copies = random.nextInt(100) < repeatPercent ? 2 : 1;
            for (int copy = 0; copy < copies; copy++) {
                if (random.nextInt(100) >= lossPercent) {
                    carry(from, send.to(), from.far.said(new FarEffect.Send(send.to(), message)));
                }
            }
        }
    }

    /** To whichever start of the node is there when it arrives: it is for the receiver to see what it is. */
    private void carry(FarStation from, NodeMember to, FarEnvelope.Said said) {
        long delay = 1L + (random.nextInt(20) == 0 ? random.nextInt(2_000) : random.nextInt(40));
        after(delay, () -> {
            hash = hash * 31 + said.hashCode();
            for (var station : stations.values().stream()
                    .filter(each -> !each.isDead && each.member.name().equals(to.name()))
                    .sorted(java.util.Comparator.comparing(each -> each.member))
                    .toList()) {
                station.happen(() -> station.heard(from.member, said));
            }
        });
    }

    // What users do.

    void copied(FarRef ref, NodeMember home, Anchor anchor) {
        anchors.put(ref, new Anchored(home, anchor));
    }

    void revoke(FarStation home, Anchor anchor) {
        home.slots.remove(anchor);
        revoked.add(new Anchored(home.member, anchor));
        home.on(new FarEvent.Changed());
    }

    boolean isRevoked(FarRef ref) {
        var anchored = anchors.get(ref);
        return anchored != null && revoked.contains(anchored);
    }
}
