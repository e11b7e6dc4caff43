package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import multikernel.agreement.Trees;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import multikernel.multicast.CastLedger.Note;
import multikernel.multicast.GroupMessage.Down;

/**
 * A group on one thread: cores end and come back, views and messages take their time, members take slowly; all of it
 * follows from a seed. Between two cores messages keep their order; of what a core that ends had sent, a part arrives.
 */
final class CastWorld {

    private static final int ROUNDS_MAX = 400_000;
    private static final long PATIENCE = 400;

    private record Way(Seat from, CoreId to) {}

    /** One start of a core. */
    private final class Member implements Ground<Note> {
        final Seat seat;
        final Casts<Note> casts;
        final ArrayDeque<GroupView> views = new ArrayDeque<>();
        final ArrayDeque<Down<Note>> mailbox = new ArrayDeque<>();
        long view;

        Member(Seat seat) {
            this.seat = seat;
            var limits = new CastLimits(options.window(), PATIENCE);
            casts = new Casts<>(seat.core(), options.order(), options.slow(), limits, CastWorld.this::tree, this);
        }

        @Override
        public void send(CoreId to, GroupMessage<Note> message) {
            ledger.require(!to.equals(seat.core()), seat + " sends to itself: " + message);
            bug.sent(message)
                    .forEach(each -> ways.computeIfAbsent(new Way(seat, to), way -> new ArrayDeque<>())
                            .add(each));
        }

        @Override
        public void deliver(Down<Note> message) {
            mailbox.add(message);
            ledger.handed(seat, message.message(), message.firstView());
        }

        @Override
        public void room() {
            rooms++;
        }

        @Override
        public void slow(Seat member) {
            named.merge(member.core(), 1, Integer::sum);
        }

        @Override
        public void missed(Seat origin, long count) {
            ledger.missed(seat, count);
        }
    }

    private final CastOptions options;
    private final CastBug bug;
    private final Random random;
    private final CastLedger ledger;
    private final Map<CoreId, Member> members = new TreeMap<>();
    private final Map<Way, ArrayDeque<GroupMessage<Note>>> ways = new LinkedHashMap<>();
    private final Map<CoreId, Integer> named = new TreeMap<>();
    private GroupView view = GroupView.NONE;
    private long now;
    private int rooms;

    CastWorld(CastOptions options, CastBug bug) {
        this.options = options;
        this.bug = bug;
        random = new Random(options.seed());
        ledger = new CastLedger(options);
    }

    CastLedger run() {
        for (int core = 0; core < options.cores(); core++) {
            starts(CoreId.of(core));
        }
        for (int step = 0; step < options.steps(); step++) {
            faults();
            if (random.nextInt(3) == 0) {
                casts();
            }
            goesOn();
        }
        drains();
        probes();
        drains();
        var alive = new HashSet<Seat>();
        members.values().forEach(member -> alive.add(member.seat));
        ledger.closes(alive);
        return ledger;
    }

    /** How often the member of each core was named as slow. */
    Map<CoreId, Integer> named() {
        return named;
    }

    int rooms() {
        return rooms;
    }

    private Tree tree(CoreId root, List<CoreId> others) {
        return options.seed() % 2 == 0
                ? Trees.binary(root, others)
                : Trees.twoLevel(root, others, core -> core.index() / 3);
    }

    private void starts(CoreId core) {
        var seat = new Seat(core, view.number() + 1);
        members.put(core, new Member(seat));
        changes();
    }

    private void ends(CoreId core) {
        var gone = Objects.requireNonNull(members.remove(core), "a core that runs");
        ways.keySet().removeIf(way -> way.to().equals(core));
        ways.forEach((way, lane) -> {
            if (way.from().equals(gone.seat)) {
                for (int left = random.nextInt(lane.size() + 1); left > 0; left--) {
                    lane.removeLast();
                }
            }
        });
        changes();
    }

    private void changes() {
        view = new GroupView(
                view.number() + 1,
                members.values().stream().map(member -> member.seat).toList());
        members.values().forEach(member -> member.views.add(view));
    }

    private void faults() {
        if (random.nextInt(1000) < options.faultPercent()) {
            var core = CoreId.of(random.nextInt(options.cores()));
            if (!members.containsKey(core)) {
                starts(core);
            } else if (members.size() > 1) {
                ends(core);
            }
        }
    }

    private Member anyone() {
        var all = List.copyOf(members.values());
        return all.get(random.nextInt(all.size()));
    }

    private void casts() {
        casts(anyone());
    }

    private boolean casts(Member member) {
        var note = ledger.next(member.seat, member.view);
        ledger.begins(note);
        if (member.casts.cast(note) != Said.ACCEPTED) {
            ledger.refused(note);
            return false;
        }
        return true;
    }

    /** One thing that can happen does. */
    private boolean goesOn() {
        now++;
        var can = new ArrayList<Runnable>();
        ways.forEach((way, lane) -> {
            if (!lane.isEmpty() && members.containsKey(way.to())) {
                can.add(() -> members.get(way.to()).casts.heard(lane.remove()));
            }
        });
        for (var member : members.values()) {
            if (!member.views.isEmpty()) {
                can.add(() -> {
                    var next = member.views.remove();
                    member.view = next.number();
                    member.casts.view(next);
                });
            }
            var isSlow = member.seat.core().index() < options.slowCores();
            if (!member.mailbox.isEmpty() && (!isSlow || random.nextInt(60) == 0)) {
                can.add(() -> member.casts.taken(member.mailbox.remove()));
            }
        }
        anyone().casts.ticked(now);
        if (!can.isEmpty()) {
            can.get(random.nextInt(can.size())).run();
        }
        return !can.isEmpty() || members.values().stream().anyMatch(member -> !member.mailbox.isEmpty());
    }

    private void drains() {
        int rounds = 0;
        while (goesOn()) {
            ledger.require(++rounds < ROUNDS_MAX, "it never comes to rest");
        }
    }

    /** Whoever is left can still reach all. */
    private void probes() {
        for (var member : members.values()) {
            ledger.require(casts(member), member.seat + " cannot send though nothing is under way");
        }
    }
}
