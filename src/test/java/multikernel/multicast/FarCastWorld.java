package multikernel.multicast;

import java.lang.invoke.MethodHandles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import multikernel.agreement.Trees;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.base.Tree;
import multikernel.codec.BadMessage;
import multikernel.codec.Bytes;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.multicast.CastLedger.Note;
import multikernel.multicast.GroupMessage.Down;
import multikernel.multicast.RollChange.Here;
import org.jspecify.annotations.Nullable;

/**
 * A group over several nodes on one thread: cores end and come back, nodes are lost and come back as another start,
 * links are cut and channels end, one node is cut off from all others until that heals or the others let go of it. All
 * of it follows from a seed. Each node sees the rolls now and then, and not each of them.
 */
final class FarCastWorld {

    private static final int ROUNDS_MAX = 400_000;
    private static final long PATIENCE = 4_000;
    private static final int CORES = 3;

    @SuppressWarnings("unchecked") // the argument stands for the variable
    private static final Codec<GroupMessage<Note>> SHAPE = Codec.of(
            MethodHandles.lookup(),
            (Class<GroupMessage<Note>>) (Class<?>) GroupMessage.class,
            CodecLimits.DEFAULT,
            Note.class);

    /** One start of a core. */
    private final class Member implements Ground<Note> {
        final Host host;
        final Here here;
        final ArrayDeque<Roll> rolls = new ArrayDeque<>();
        final ArrayDeque<Down<Note>> mailbox = new ArrayDeque<>();
        final ArrayDeque<GroupMessage<Note>> early = new ArrayDeque<>();
        final Map<Member, ArrayDeque<GroupMessage<Note>>> lanes = new LinkedHashMap<>();

        @Nullable
        Roll roll;

        @Nullable
        Casts<Note> casts;

        Seat seat = new Seat(CoreId.of(0), 0);

        Member(Host host, Here here) {
            this.host = host;
            this.here = here;
        }

        boolean isAlive() {
            return host.members.get(here.core()) == this;
        }

        void told(Roll next) {
            roll = next;
            var mine = next.at(new Place(host.node, here.core()), here.start());
            if (casts == null && mine.isPresent()) {
                seat = mine.get().seat();
                var limits = new CastLimits(options.window(), PATIENCE);
                casts = new Casts<>(
                        seat.core(), options.order(), options.slow(), limits, FarCastWorld.this::tree, this);
            }
            if (casts != null) {
                casts.view(next.view());
                while (!early.isEmpty()) {
                    casts.heard(early.remove());
                }
            }
        }

        void heard(GroupMessage<Note> message) {
            if (casts == null) {
                early.add(message);
            } else {
                casts.heard(message);
            }
        }

        @Override
        public void send(CoreId to, GroupMessage<Note> message) {
            ledger.require(!to.equals(seat.core()), seat + " sends to itself: " + message);
            var place = Objects.requireNonNull(roll).of(to).orElseThrow();
            var peer = find(place);
            if (peer == null) {
                return;
            }
            for (var each : casting.sent(message)) {
                if (peer.host == host) {
                    peer.lanes.computeIfAbsent(this, from -> new ArrayDeque<>()).add(each);
                } else {
                    ways.put(this, peer, SHAPE.encoded(each));
                }
            }
        }

        @Override
        public void deliver(Down<Note> message) {
            mailbox.add(message);
            ledger.handed(seat, message.message(), message.firstView());
        }

        @Override
        public void room() {}

        @Override
        public void slow(Seat member) {}

        @Override
        public void missed(Seat origin, long count) {
            ledger.missed(seat, count);
        }
    }

    /** One start of a node. */
    private final class Host {
        final NodeMember node;
        final Map<CoreId, Member> members = new TreeMap<>();
        boolean isCut;
        long told;

        Host(NodeMember node) {
            this.node = node;
        }

        void starts(CoreId core) {
            members.put(core, new Member(this, new Here(core, bug == FarBug.A_NEW_START_IS_THE_OLD_MEMBER ? 0 : now)));
        }

        void ends(CoreId core) {
            var gone = Objects.requireNonNull(members.remove(core));
            ways.ended(gone);
            members.values()
                    .forEach(other -> other.lanes.computeIfPresent(gone, (from, lane) -> {
                        for (int left = random.nextInt(lane.size() + 1); left > 0; left--) {
                            lane.removeLast();
                        }
                        return lane;
                    }));
        }

        /** Says who is here. */
        void says() {
            changes(new RollChange.Nodes(nodes));
            changes(new RollChange.Present(
                    "game",
                    7,
                    node,
                    members.values().stream().map(member -> member.here).toList()));
        }

        /** Sees the rolls as they are. */
        void looks() {
            rolls.of("game").filter(roll -> roll.number() > told).ifPresent(this::tells);
        }

        void tells(Roll roll) {
            told = roll.number();
            members.values().forEach(member -> member.rolls.add(roll));
        }

        /** What it would do if it went on alone. */
        void decides() {
            rolls.of("game")
                    .ifPresent(roll -> tells(new Roll(
                            "game",
                            7,
                            told + 1,
                            roll.members().stream()
                                    .filter(each -> each.place().node().equals(node))
                                    .toList())));
        }
    }

    private final CastOptions options;
    private final CastBug casting;
    private final FarBug bug;
    private final Random random;
    private final CastLedger ledger;
    private final FarWays<Member> ways;
    private final Map<Integer, Host> hosts = new TreeMap<>();
    /** Of starts that the others have let go of, and that do not know it. */
    private final List<Host> removed = new ArrayList<>();
    /** Until when nothing goes between two nodes. */
    private final Map<String, Long> cuts = new HashMap<>();

    private NodeView nodes = NodeView.NONE;
    private Rolls rolls = Rolls.NONE;
    private long now;

    FarCastWorld(CastOptions options, CastBug casting, FarBug bug) {
        this.options = options;
        this.casting = casting;
        this.bug = bug;
        random = new Random(options.seed());
        ledger = new CastLedger(options);
        ways = new FarWays<>(random, bug);
    }

    CastLedger run() {
        int count = 2 + (int) (options.seed() % 3);
        for (int node = 0; node < count; node++) {
            joins(node, 1);
        }
        for (int step = 0; step < options.steps(); step++) {
            now++;
            faults(count);
            if (random.nextInt(3) == 0) {
                casts(anyone());
            }
            goesOn();
        }
        heals();
        drains();
        for (var member : members()) {
            ledger.require(casts(member), member.seat + " cannot send though nothing is under way");
        }
        drains();
        var alive = new HashSet<Seat>();
        members().forEach(member -> alive.add(member.seat));
        ledger.closes(alive);
        return ledger;
    }

    private List<Member> members() {
        return hosts.values().stream()
                .flatMap(host -> host.members.values().stream())
                .toList();
    }

    private Member anyone() {
        var all = new ArrayList<>(members());
        removed.forEach(host -> all.addAll(host.members.values()));
        return all.get(random.nextInt(all.size()));
    }

    private @Nullable Member find(Enrolled member) {
        return java.util.stream.Stream.concat(
                        members().stream(), removed.stream().flatMap(host -> host.members.values().stream()))
                .filter(each -> member.isSame(new Place(each.host.node, each.here.core()), each.here.start()))
                .findFirst()
                .orElse(null);
    }

    private Tree tree(CoreId root, List<CoreId> others) {
        return options.seed() % 2 == 0
                ? Trees.binary(root, others)
                : Trees.twoLevel(root, others, core -> core.index() / 3);
    }

    private void changes(RollChange change) {
        if (bug == FarBug.LOST_NODES_STAY && change instanceof RollChange.Nodes(NodeView view)) {
            rolls = new Rolls(rolls.changes(), view, rolls.rolls());
        } else if (rolls.check(change).isEmpty()) {
            rolls = rolls.apply(change);
        }
    }

    private void joins(int node, int incarnation) {
        var host = new Host(new NodeMember("node-" + node, incarnation));
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
        if (random.nextInt(1000) >= 4 * options.faultPercent()) {
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

    private void core(Host host) {
        var core = CoreId.of(random.nextInt(CORES));
        if (!host.members.containsKey(core)) {
            host.starts(core);
        } else if (host.members.size() > 1) {
            host.ends(core);
        }
    }

    private Host any() {
        var all = List.copyOf(hosts.values());
        return all.get(random.nextInt(all.size()));
    }

    private static String pair(Host one, Host other) {
        var names =
                List.of(one.node.name(), other.node.name()).stream().sorted().toList();
        return String.join("-", names);
    }

    private boolean isThere(Member from, Member to) {
        var isWhole = !from.host.isCut && !to.host.isCut && cuts.getOrDefault(pair(from.host, to.host), 0L) < now;
        return isWhole && to.isAlive();
    }

    private void heals() {
        cuts.clear();
        hosts.values().forEach(host -> host.isCut = false);
        removed.forEach(host -> List.copyOf(host.members.keySet()).forEach(host::ends));
        removed.clear();
    }

    private boolean casts(Member member) {
        if (member.casts == null) {
            return false;
        }
        var note = ledger.next(member.seat, Objects.requireNonNull(member.roll).number());
        ledger.begins(note);
        if (member.casts.cast(note) != Said.ACCEPTED) {
            ledger.refused(note);
            return false;
        }
        return true;
    }

    private void hears(Member member, Bytes letter) {
        try {
            member.heard(SHAPE.decoded(letter));
        } catch (BadMessage bad) {
            throw new IllegalStateException("a letter that cannot be read", bad);
        }
    }

    /** One thing that can happen does. */
    private boolean goesOn() {
        var can = new ArrayList<>(ways.can(this::isThere, this::hears));
        var all = new ArrayList<>(members());
        removed.forEach(host -> all.addAll(host.members.values()));
        for (var member : all) {
            member.lanes.forEach((from, lane) -> {
                if (!lane.isEmpty()) {
                    can.add(() -> member.heard(lane.remove()));
                }
            });
            if (!member.rolls.isEmpty()) {
                can.add(() -> member.told(member.rolls.remove()));
            }
            if (!member.mailbox.isEmpty()) {
                can.add(() -> Objects.requireNonNull(member.casts).taken(member.mailbox.remove()));
            }
            if (member.casts != null) {
                member.casts.ticked(now);
            }
        }
        boolean isBusy = !can.isEmpty();
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

    private void drains() {
        for (int rest = 0; rest < 200; rest++) {
            int rounds = 0;
            while (goesOn()) {
                ledger.require(++rounds < ROUNDS_MAX, "it never comes to rest");
                rest = 0;
            }
        }
    }
}
