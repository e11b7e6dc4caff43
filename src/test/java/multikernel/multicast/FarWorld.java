package multikernel.multicast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import org.jspecify.annotations.Nullable;

/**
 * A group over several nodes on one thread: cores end and come back, nodes are lost and come back as another start,
 * links are cut and channels end, one node is cut off from all others until that heals or the others let go of it. All
 * of it follows from a seed. Each node sees the rolls now and then, and not each of them.
 */
final class FarWorld {

    private static final int ROUNDS_MAX = 400_000;
    private static final int CORES = 3;

    private final long seed;
    private final int steps;
    private final int faultPercent;
    final FarPlay play;
    final FarBug bug;
    final Random random;
    final FarWays<FarMember> ways;
    private final Map<Integer, FarHost> hosts = new TreeMap<>();
    /** Of starts that the others have let go of, and that do not know it. */
    private final List<FarHost> removed = new ArrayList<>();
    /** Until when nothing goes between two nodes. */
    private final Map<String, Long> cuts = new HashMap<>();

    NodeView nodes = NodeView.NONE;
    Rolls rolls = Rolls.NONE;
    long now;

    /**
     * @param steps in which faults happen and members act; after them all goes on until nothing is left to do
     * @param faultPercent of 250 steps in which something ends, or comes back
     */
    FarWorld(long seed, int steps, int faultPercent, FarPlay play, FarBug bug) {
        this.seed = seed;
        this.steps = steps;
        this.faultPercent = faultPercent;
        this.play = play;
        this.bug = bug;
        random = new Random(seed);
        ways = new FarWays<>(random, bug);
    }

    void run() {
        int count = 2 + (int) (seed % 3);
        for (int node = 0; node < count; node++) {
            joins(node, 1);
        }
        for (int step = 0; step < steps; step++) {
            faults(count);
            if (random.nextInt(3) == 0) {
                anyone().acts();
            }
            goesOn();
        }
        heals();
        drains();
        play.rests(this);
    }

    List<FarMember> members() {
        return hosts.values().stream()
                .flatMap(host -> host.members.values().stream())
                .toList();
    }

    /** Those too whom the others have let go of. */
    private List<FarMember> all() {
        var all = new ArrayList<>(members());
        removed.forEach(host -> all.addAll(host.members.values()));
        return all;
    }

    private FarMember anyone() {
        var all = all();
        return all.get(random.nextInt(all.size()));
    }

    @Nullable
    FarMember find(Enrolled member) {
        return all().stream()
                .filter(each -> member.isSame(new Place(each.host.node, each.here.core()), each.here.start()))
                .findFirst()
                .orElse(null);
    }

    void changes(RollChange change) {
        if (bug == FarBug.LOST_NODES_STAY && change instanceof RollChange.Nodes(NodeView view)) {
            rolls = new Rolls(rolls.changes(), view, rolls.rolls());
        } else if (rolls.check(change).isEmpty()) {
            rolls = rolls.apply(change);
        }
    }

    private void joins(int node, int incarnation) {
        var host = new FarHost(this, new NodeMember("node-" + node, incarnation));
        hosts.put(node, host);
        for (int core = 0; core < 1 + random.nextInt(CORES); core++) {
            host.starts(CoreId.of(core));
        }
        nodesAre();
    }

    private void nodesAre() {
        nodes = new NodeView(
                nodes.number() + 1,
                hosts.values().stream().map(host -> host.node).toList());
    }

    private void lets(int node, boolean isThere) {
        var host = Objects.requireNonNull(hosts.remove(node));
        if (isThere) {
            host.isCut = true;
            removed.add(host);
        } else {
            List.copyOf(host.members.keySet()).forEach(host::ends);
        }
        nodesAre();
    }

    private void faults(int count) {
        if (random.nextInt(1000) >= 4 * faultPercent) {
            return;
        }
        int node = random.nextInt(count);
        var host = hosts.get(node);
        if (host == null) {
            joins(node, 1 + (int) now);
            return;
        }
        switch (random.nextInt(7)) {
            case 0, 1 -> core(host);
            case 2 -> ways.breaksOne();
            case 3 -> cuts.put(pair(host, any()), now + random.nextInt(300));
            case 4 -> host.isCut = !host.isCut && hosts.values().stream().noneMatch(each -> each.isCut);
            case 5 -> {
                if (hosts.size() > 1) {
                    lets(node, host.isCut);
                }
            }
            default -> {
                if (!removed.isEmpty()) {
                    var gone = removed.removeFirst();
                    List.copyOf(gone.members.keySet()).forEach(gone::ends);
                }
            }
        }
    }

    private void core(FarHost host) {
        var core = CoreId.of(random.nextInt(CORES));
        if (!host.members.containsKey(core)) {
            host.starts(core);
        } else if (host.members.size() > 1) {
            host.ends(core);
        }
    }

    private FarHost any() {
        var all = List.copyOf(hosts.values());
        return all.get(random.nextInt(all.size()));
    }

    private static String pair(FarHost one, FarHost other) {
        var names =
                List.of(one.node.name(), other.node.name()).stream().sorted().toList();
        return String.join("-", names);
    }

    private boolean isThere(FarMember from, FarMember to) {
        var isWhole = !from.host.isCut && !to.host.isCut && cuts.getOrDefault(pair(from.host, to.host), 0L) < now;
        return isWhole && to.isAlive();
    }

    private void heals() {
        cuts.clear();
        hosts.values().forEach(host -> host.isCut = false);
        removed.forEach(host -> List.copyOf(host.members.keySet()).forEach(host::ends));
        removed.clear();
    }

    /** One thing that can happen does. */
    private boolean goesOn() {
        now++;
        var can = new ArrayList<>(ways.can(this::isThere, FarMember::heard));
        boolean isBusy = false;
        for (var member : all()) {
            member.lanes.forEach((from, lane) -> {
                if (!lane.isEmpty()) {
                    can.add(() -> member.heard(lane.remove()));
                }
            });
            if (!member.rolls.isEmpty()) {
                can.add(() -> member.told(member.rolls.remove()));
            }
            if (member.part != null) {
                can.addAll(member.part.can());
                member.part.ticked(now);
                isBusy |= member.part.isWaiting();
            }
        }
        isBusy |= !can.isEmpty();
        for (var host : hosts.values()) {
            boolean isBehind = rolls.of("game").stream().anyMatch(roll -> roll.number() > host.told);
            if (!host.isCut) {
                can.add(host::says);
                can.add(host::looks);
            } else if (bug == FarBug.EACH_SIDE_DECIDES && random.nextInt(100) == 0) {
                can.add(host::decides);
            }
            isBusy |= isBehind;
        }
        if (!can.isEmpty()) {
            can.get(random.nextInt(can.size())).run();
        }
        return isBusy;
    }

    void drains() {
        for (int rest = 0; rest < 200; rest++) {
            int rounds = 0;
            while (goesOn()) {
                play.require(++rounds < ROUNDS_MAX, "it never comes to rest");
                rest = 0;
            }
        }
    }
}
