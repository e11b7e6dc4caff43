package multikernel.multicast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import multikernel.base.CoreId;

/** What was handed in, who was told what came of it, and whether that keeps the promises. */
final class RoundLedger {

    /** What one member handed in: its how manieth, and in which of its views. */
    record Given(Seat by, int number, long view) {}

    private record Told(Seat seat, Outcome<List<Given>> outcome) {}

    private final RoundOptions options;
    private final Map<Seat, List<Given>> given = new HashMap<>();
    private final Map<Seat, List<Long>> rounds = new HashMap<>();
    private final Map<Given, Long> counted = new HashMap<>();
    private final Map<Long, List<Told>> told = new HashMap<>();
    private int late;

    RoundLedger(RoundOptions options) {
        this.options = options;
    }

    Given next(Seat by, long view) {
        var all = given.computeIfAbsent(by, each -> new ArrayList<>());
        all.add(new Given(by, all.size() + 1, view));
        return all.getLast();
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

    void over(Seat at, Outcome<List<Given>> outcome, Set<Seat> alive) {
        var before = rounds.computeIfAbsent(at, each -> new ArrayList<>());
        require(waiting(at) > 0, at + " is told " + outcome + " and handed in nothing");
        require(
                before.isEmpty() || outcome.round() == before.getLast() + 1,
                at + " is told of round " + outcome.round() + " after " + before);
        before.add(outcome.round());
        if (outcome.missing().contains(at.core())) {
            late++;
            require(!options.isPatient(), at + " is missing in " + outcome);
        }
        if (!outcome.shares().isEmpty()) {
            isWhole(outcome, alive);
            isAgreed(at, outcome, alive);
        }
    }

    private void isWhole(Outcome<List<Given>> outcome, Set<Seat> alive) {
        var all = new ArrayList<Given>();
        for (var share : outcome.shares()) {
            var of =
                    share.part().stream().map(each -> each.by().core()).sorted().toList();
            require(of.equals(share.of()), "a share of " + share.of() + " is of " + of);
            all.addAll(share.part());
        }
        var cores = new HashSet<CoreId>();
        for (var each : all) {
            require(cores.add(each.by().core()), each + " is in it twice: " + outcome);
            var round = counted.putIfAbsent(each, outcome.round());
            require(round == null || round == outcome.round(), each + " is of round " + round + ": " + outcome);
        }
        require(outcome.missing().stream().noneMatch(cores::contains), "there and missing: " + outcome);
        long begun = begun(outcome.round());
        for (var seat : alive) {
            var isLate = !options.isPatient() && outcome.missing().contains(seat.core());
            require(
                    seat.since() > begun || isLate || cores.contains(seat.core()),
                    seat + " was there from the beginning and has handed in nothing: " + outcome);
        }
    }

    /** The first view in which anyone may have come to a round, of those too that ended before it was over. */
    private long begun(long round) {
        long begun = Long.MAX_VALUE;
        for (var seat : given.keySet()) {
            var list = rounds.getOrDefault(seat, List.of());
            for (var each : given.get(seat)) {
                if (list.isEmpty() || list.getFirst() + each.number() - 1 == round) {
                    begun = Math.min(begun, each.view());
                }
            }
        }
        return begun;
    }

    private void isAgreed(Seat at, Outcome<List<Given>> outcome, Set<Seat> alive) {
        var all = told.computeIfAbsent(outcome.round(), each -> new ArrayList<>());
        for (var other : all) {
            require(
                    !alive.contains(other.seat()) || other.outcome().equals(outcome),
                    other.seat() + " is told " + other.outcome() + ", " + at + " " + outcome);
        }
        all.add(new Told(at, outcome));
    }

    /** What a member handed in is in the round that it was told of, or it was late. */
    void closes() {
        counted.forEach((each, round) -> {
            var list = rounds.getOrDefault(each.by(), List.of());
            require(
                    list.size() < each.number() || list.get(each.number() - 1).equals(round),
                    each + " is in round " + round + " but was told of " + list);
        });
    }

    void require(boolean promise, String otherwise) {
        if (!promise) {
            throw new AssertionError(options + ": " + otherwise);
        }
    }
}
