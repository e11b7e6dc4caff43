package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import multikernel.agreement.Trees;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.base.Tree;
import multikernel.multicast.RoundLedger.Heap;

/**
 * Rounds of a group on one thread: cores end and come back, views and messages take their time; all of it follows from
 * a seed. Between two cores messages keep their order; of what a core that ends had sent, a part arrives.
 */
final class RoundWorld {

    private static final int ROUNDS_MAX = 400_000;
    private static final int PARTS_MAX = 3;

    private record Way(Seat from, CoreId to) {}

    /** One start of a core. */
    private final class Member implements RoundGround<Heap> {
        final Seat seat;
        final Rounds<Heap> rounds;
        final ArrayDeque<GroupView> views = new ArrayDeque<>();
        long view;

        Member(Seat seat) {
            this.seat = seat;
            var beginners = IntStream.range(0, options.cores())
                    .mapToObj(CoreId::of)
                    .filter(core -> !started.contains(core))
                    .map(RoundWorld::place)
                    .collect(Collectors.toSet());
            var limits = new RoundLimits(PARTS_MAX, options.patience(), options.isHeld());
            rounds = new Rounds<>(beginners, limits, RoundWorld.this::tree, this);
        }

        @Override
        public void send(CoreId to, RoundMessage<Heap> message) {
            ledger.require(!to.equals(seat.core()), seat + " sends to itself: " + message);
            ways.computeIfAbsent(new Way(seat, to), way -> new ArrayDeque<>()).add(bug.sent(message, past));
        }

        @Override
        public void over(Outcome<Heap> outcome) {
            ledger.require(
                    started.size() == options.cores() || !options.isPatient(),
                    "a round is over before all have been there: " + outcome);
            ledger.over(seat, outcome, alive());
        }

        @Override
        public void undecided(long round) {
            ledger.undecided(seat, round);
        }

        void heard(RoundMessage<Heap> message) {
            rounds.heard(bug.heard(message, view));
        }

        void view(GroupView next) {
            view = next.number();
            rounds.view(
                    Roster.of(next, RoundWorld::place), next.seat(seat.core()).map(Seat::core));
        }

        boolean isSilent() {
            return seat.core().index() < options.silentCores();
        }

        void arrives() {
            if (!isSilent() && ledger.waiting(seat) < PARTS_MAX) {
                var part = new Heap(List.of(ledger.next(seat, place(seat.core()), view)));
                var said = rounds.arrive(part, options.isFolded() ? Heap::and : null);
                ledger.require(said == Said.ACCEPTED, seat + " hands in " + part + " and is told " + said);
            }
        }
    }

    private final RoundOptions options;
    private final RoundBug bug;
    private final RoundBug.Past past = new RoundBug.Past();
    private final Random random;
    private final RoundLedger ledger;
    private final Map<CoreId, Member> members = new TreeMap<>();
    private final Set<CoreId> started = new HashSet<>();
    private final Map<Way, ArrayDeque<RoundMessage<Heap>>> ways = new LinkedHashMap<>();
    private GroupView view = GroupView.NONE;
    private long now;

    RoundWorld(RoundOptions options, RoundBug bug) {
        this.options = options;
        this.bug = bug;
        random = new Random(options.seed());
        ledger = new RoundLedger(options);
    }

    private static GroupPlace place(CoreId core) {
        return new GroupPlace("here", core);
    }

    RoundLedger run() {
        for (int core = 0; core < options.cores(); core++) {
            starts(CoreId.of(core));
            for (int step = random.nextInt(20); step > 0; step--) {
                anyone().arrives();
                goesOn();
            }
        }
        for (int step = 0; step < options.steps(); step++) {
            faults();
            if (random.nextInt(3) == 0) {
                anyone().arrives();
            }
            goesOn();
        }
        for (int more = 0; more < PARTS_MAX; more++) {
            drains();
            var before = members.values().stream()
                    .mapToInt(each -> ledger.answered(each.seat))
                    .sum();
            members.values().forEach(Member::arrives);
            drains();
            var after = members.values().stream()
                    .mapToInt(each -> ledger.answered(each.seat))
                    .sum();
            ledger.require(after > before, "all have handed in a part and nobody is answered");
        }
        ledger.closes();
        return ledger;
    }

    private Tree tree(CoreId root, List<CoreId> others) {
        return options.seed() % 2 == 0
                ? Trees.binary(root, others)
                : Trees.twoLevel(root, others, core -> core.index() / 3);
    }

    private Map<Seat, GroupPlace> alive() {
        return members.values().stream()
                .collect(Collectors.toMap(member -> member.seat, member -> place(member.seat.core())));
    }

    private void starts(CoreId core) {
        members.put(core, new Member(new Seat(core, view.number() + 1)));
        started.add(core);
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
        view = new GroupView(view.number() + 1, List.copyOf(alive().keySet()));
        ledger.view(view.number(), alive());
        members.values().forEach(member -> member.views.add(view));
    }

    private void faults() {
        if (random.nextInt(1000) < options.faultPercent()) {
            var core = CoreId.of(random.nextInt(options.cores()));
            if (!members.containsKey(core)) {
                starts(core);
            } else if (members.size() > options.silentCores() + 1) {
                ends(core);
            }
        }
    }

    private Member anyone() {
        var all = List.copyOf(members.values());
        return all.get(random.nextInt(all.size()));
    }

    /** One thing that can happen does. */
    private boolean goesOn() {
        now++;
        var can = new ArrayList<Runnable>();
        ways.forEach((way, lane) -> {
            if (!lane.isEmpty() && members.containsKey(way.to())) {
                can.add(() -> members.get(way.to()).heard(lane.remove()));
            }
        });
        for (var member : members.values()) {
            if (!member.views.isEmpty()) {
                can.add(() -> member.view(member.views.remove()));
            }
        }
        anyone().rounds.ticked(now);
        if (!can.isEmpty()) {
            can.get(random.nextInt(can.size())).run();
        }
        return !can.isEmpty() || (!options.isPatient() && isAnyoneWaiting());
    }

    private boolean isAnyoneWaiting() {
        return members.values().stream().anyMatch(member -> member.rounds.isWaiting());
    }

    /** Where nobody is given up, somebody is to be seen for whom the others wait. */
    private void drains() {
        int rounds = 0;
        while (goesOn()) {
            ledger.require(++rounds < ROUNDS_MAX, "it never comes to rest");
        }
        var isSeen = members.values().stream()
                .anyMatch(member -> member.rounds.status(now).isOwing());
        ledger.require(isSeen || !isAnyoneWaiting(), "all wait, and nobody is waited for");
    }
}
