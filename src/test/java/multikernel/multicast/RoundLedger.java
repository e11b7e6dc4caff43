package multikernel.multicast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import multikernel.base.GroupPlace;

/** What was handed in, who was told what came of it, and whether that keeps the promises. */
final class RoundLedger {

    /**
     * What one member handed in.
     *
     * @param number its how manieth
     * @param view that the member knew
     * @param isNext it is for the round that was open then, or the next to open
     */
    record Given(Seat by, GroupPlace place, int number, long view, boolean isNext) {}

    /** What several did. */
    record Heap(List<Given> all) {
        Heap and(Heap other) {
            return new Heap(Stream.concat(all.stream(), other.all.stream()).toList());
        }
    }

    /** @param alive when it was told */
    private record Told(Seat seat, Outcome<Heap> outcome, Set<Seat> alive) {

        private Stream<Given> all() {
            return outcome.shares().stream().flatMap(share -> share.part().all().stream());
        }

        /** Whether somebody who took part was there when another was told, if that was later. */
        private boolean isKnownTo(Told later) {
            return lastView() <= later.lastView() && all().anyMatch(each -> later.alive.contains(each.by()));
        }

        private long lastView() {
            return all().mapToLong(Given::view).max().orElse(0);
        }
    }

    private final Map<Long, Map<Seat, GroupPlace>> views = new HashMap<>();
    /** The last view that has each. */
    private final Map<Seat, Long> lastIn = new HashMap<>();

    private final RoundOptions options;
    private final Map<Seat, List<Given>> given = new HashMap<>();
    private final Map<Seat, List<Long>> rounds = new HashMap<>();
    private final Map<Given, Long> counted = new HashMap<>();
    private final Map<Long, List<Told>> told = new HashMap<>();
    private int late;
    private int undecided;

    RoundLedger(RoundOptions options) {
        this.options = options;
    }

    Given next(Seat by, GroupPlace place, long view) {
        var all = given.computeIfAbsent(by, each -> new ArrayList<>());
        all.add(new Given(by, place, all.size() + 1, view, answered(by) == all.size() && !all.isEmpty()));
        return all.getLast();
    }

    /** It was not taken. */
    void refused(Given last) {
        given.getOrDefault(last.by(), List.of()).remove(last);
    }

    void view(long number, Map<Seat, GroupPlace> seats) {
        views.put(number, seats);
        seats.keySet().forEach(seat -> lastIn.merge(seat, number, Math::max));
    }

    /** How many of a member's are not answered. */
    int waiting(Seat seat) {
        return given.getOrDefault(seat, List.of()).size() - answered(seat);
    }

    int answered(Seat seat) {
        return rounds.getOrDefault(seat, List.of()).size();
    }

    int late() {
        return late;
    }

    long roundsOver() {
        return told.size();
    }

    void over(Seat at, Outcome<Heap> outcome, Map<Seat, GroupPlace> alive) {
        answered(at, outcome.round());
        if (outcome.shares().isEmpty()) {
            late++;
            require(!options.isPatient(), at + " is late in " + outcome);
        } else {
            isWhole(outcome, alive);
            isAgreed(at, outcome, alive.keySet());
        }
    }

    private void answered(Seat at, long round) {
        var before = rounds.computeIfAbsent(at, each -> new ArrayList<>());
        require(waiting(at) > 0, at + " is told of round " + round + " and handed in nothing");
        require(
                before.isEmpty() || before.getLast() == 0 || round == before.getLast() + 1,
                at + " is told of round " + round + " after " + before);
        before.add(round);
    }

    void undecided(Seat at, long round) {
        undecided++;
        answered(at, round);
        require(!options.isPatient(), at + " is told nothing of round " + round);
    }

    int undecided() {
        return undecided;
    }

    private void isWhole(Outcome<Heap> outcome, Map<Seat, GroupPlace> alive) {
        var all = new ArrayList<Given>();
        for (var share : outcome.shares()) {
            var of = share.part().all().stream().map(Given::place).sorted().toList();
            require(of.equals(share.of()), "a share of " + share.of() + " is of " + of);
            all.addAll(share.part().all());
        }
        var places = new HashSet<GroupPlace>();
        for (var each : all) {
            require(places.add(each.place()), each + " is in it twice: " + outcome);
            var round = counted.putIfAbsent(each, outcome.round());
            require(round == null || round == outcome.round(), each + " is of round " + round + ": " + outcome);
        }
        require(outcome.missing().stream().noneMatch(places::contains), "there and missing: " + outcome);
        isNamed(outcome, all);
        long begun = begun(outcome.round());
        alive.forEach((seat, place) -> {
            var isLate = !options.isPatient() && outcome.missing().contains(place);
            require(
                    seat.since() > begun || isLate || places.contains(place),
                    seat + " was there from the beginning and has handed in nothing: " + outcome);
        });
    }

    /**
     * Where it is known in which view the first of those who took part came to the round: all others of it are named.
     */
    private void isNamed(Outcome<Heap> outcome, List<Given> all) {
        long first = all.stream().mapToLong(Given::view).min().orElseThrow();
        boolean isKnown = all.stream().allMatch(Given::isNext) && first == begun(outcome.round());
        if (!options.isPatient() || outcome.round() == 1 || !isKnown) {
            return;
        }
        var lacking = new TreeSet<>(Objects.requireNonNull(views.get(first)).values());
        all.forEach(each -> lacking.remove(each.place()));
        require(List.copyOf(lacking).equals(outcome.missing()), lacking + " were there and are missing in " + outcome);
    }

    /** The first view in which anyone may have come to a round, of those too that ended before it was over. */
    private long begun(long round) {
        long before = told.getOrDefault(round - 1, List.of()).stream()
                .mapToLong(Told::lastView)
                .min()
                .orElse(0);
        long begun = Long.MAX_VALUE;
        for (var seat : given.keySet()) {
            if (Objects.requireNonNull(lastIn.get(seat)) < before) {
                continue;
            }
            var list = rounds.getOrDefault(seat, List.of());
            for (var each : given.get(seat)) {
                if (list.isEmpty() || list.getFirst() == 0 || list.getFirst() + each.number() - 1 == round) {
                    begun = Math.min(begun, each.view());
                }
            }
        }
        return begun;
    }

    private void isAgreed(Seat at, Outcome<Heap> outcome, Set<Seat> alive) {
        var all = told.computeIfAbsent(outcome.round(), each -> new ArrayList<>());
        var now = new Told(at, outcome, alive);
        for (var other : all) {
            boolean isBound =
                    options.isHeld() ? other.isKnownTo(now) || now.isKnownTo(other) : alive.contains(other.seat());
            require(
                    !isBound || other.outcome().equals(outcome),
                    other.seat() + " is told " + other.outcome() + ", " + at + " " + outcome);
        }
        all.add(now);
    }

    /** What a member handed in is in the round that it was told of, or it was late. */
    void closes() {
        counted.forEach((each, round) -> {
            var list = rounds.getOrDefault(each.by(), List.of());
            require(
                    list.size() < each.number()
                            || list.get(each.number() - 1) == 0
                            || list.get(each.number() - 1).equals(round),
                    each + " is in round " + round + " but was told of " + list);
        });
    }

    void require(boolean promise, String otherwise) {
        if (!promise) {
            throw new AssertionError(options + ": " + otherwise);
        }
    }
}
