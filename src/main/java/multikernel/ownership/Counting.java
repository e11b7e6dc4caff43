package multikernel.ownership;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.capability.ObjectId;
import multikernel.capability.Range;
import multikernel.ownership.OwnershipMessage.Count;
import multikernel.ownership.OwnershipMessage.Counted;
import multikernel.ownership.OwnershipMessage.Report;
import multikernel.ownership.OwnershipMessage.Uncounted;
import org.jspecify.annotations.Nullable;

/**
 * A core's part in a census: it asks for one, says what it has, and from then on takes nothing that another gives until
 * the census is over. So whatever moves between two cores meanwhile is counted by the one or the other.
 *
 * <p>No census ends while a core that left the view may still run: nobody speaks for what that one has.
 */
final class Counting {

    private static final int PART = 64;

    private final Ground ground;
    private final Hints hints;
    private final Asking asking;
    private final Holdings holdings;
    private final Estates estates;
    private final Memory memory;
    private final Retypes retypes;
    private final Deleting deleting;
    private final HandingOver handingOver;
    private final Census census;
    /** Left the view, and may still be running. */
    private final SortedSet<Start> suspected = new TreeSet<>();
    /** Ended, and what they had is not known to be somebody else's. */
    private final SortedSet<Start> uncounted = new TreeSet<>();

    private final SortedSet<Start> ended = new TreeSet<>();
    private final SortedSet<CoreId> started = new TreeSet<>();
    private long askedIn;

    @Nullable
    private Count awaited;

    private Optional<Count> reported = Optional.empty();
    /** Estates of which this core has said that it holds copies: each of them will have an owner. */
    private final Set<ObjectId> reportedEstates = new HashSet<>();

    Counting(
            Ground ground,
            Hints hints,
            Asking asking,
            Holdings holdings,
            Estates estates,
            Memory memory,
            Retypes retypes,
            Deleting deleting,
            HandingOver handingOver,
            Census census) {
        this.ground = ground;
        this.hints = hints;
        this.asking = asking;
        this.holdings = holdings;
        this.estates = estates;
        this.memory = memory;
        this.retypes = retypes;
        this.deleting = deleting;
        this.handingOver = handingOver;
        this.census = census;
    }

    /** A census of an earlier view is over without an end. */
    void viewed(List<Start> lost) {
        suspected.addAll(lost);
        ground.view().members().forEach(member -> started.add(member.core()));
        awaited = null;
        over();
        census.viewed();
        tellWhoIsNew();
        consider();
    }

    private void tellWhoIsNew() {
        if (!ground.isLowest() || suspected.isEmpty() && uncounted.isEmpty()) {
            return;
        }
        for (var member : ground.view().members()) {
            if (!member.joined()) {
                ground.say(
                        member.core(),
                        new OwnershipMessage.Left(
                                List.copyOf(suspected), List.copyOf(uncounted), List.copyOf(started)));
            }
        }
    }

    /**
     * Who left before this core came. Whether somebody has counted what the ended had, only those know who may be lost
     * before they say so: it is counted once more.
     */
    void left(List<Start> stuck, List<Start> gone) {
        left(stuck);
        gone.forEach(start -> {
            uncounted.add(start);
            started.add(start.core());
        });
    }

    private void left(List<Start> stuck) {
        for (var start : stuck) {
            if (!ended.contains(start)) {
                suspected.add(start);
                started.add(start.core());
            }
        }
    }

    void told(OwnershipMessage.Left left) {
        left(left.suspected());
        uncounted.addAll(left.uncounted());
        started.addAll(left.started());
    }

    void ended(Start start) {
        suspected.remove(start);
        ended.add(start);
        uncounted.add(start);
        started.add(start.core());
        askedIn = 0;
        consider();
        report();
    }

    /** Asks for a census where one is needed and can end. */
    private void consider() {
        boolean isNeeded = !uncounted.isEmpty() || hints.all().stream().anyMatch(Hint::isLost);
        if (isNeeded && suspected.isEmpty() && askedIn < ground.view().number()) {
            askedIn = ground.view().number();
            ground.view()
                    .lowestJoined()
                    .ifPresent(lowest ->
                            ground.say(lowest, new Uncounted(ground.view().number(), List.copyOf(uncounted))));
        }
    }

    /** At the core that acts for the node. */
    void asked(CoreId from, Uncounted asked) {
        if (asked.view() != ground.view().number() || !ground.isLowest()) {
            ground.late(from, asked);
            return;
        }
        uncounted.addAll(asked.ended());
        census.begin(uncounted);
    }

    void count(CoreId from, Count count) {
        if (count.view() != ground.view().number()) {
            ground.late(from, count);
        } else {
            awaited = count;
            report();
        }
    }

    /** Now if nothing stands against it; what does, has this called again when it ends. */
    void report() {
        if (awaited == null || !suspected.isEmpty() || retypes.isZeroingForTheLost()) {
            return;
        }
        var count = awaited;
        awaited = null;
        reported = Optional.of(count);
        memory.counted();
        handingOver.counted();
        deleting.counted();
        say(count, ranges(), held());
    }

    private void say(Count count, List<Range> ranges, List<Held> held) {
        var lowest = ground.view().lowestJoined().orElseThrow();
        int rangesSaid = 0;
        int heldSaid = 0;
        boolean isLast = false;
        while (!isLast) {
            int rangesTo = Math.min(ranges.size(), rangesSaid + PART);
            int heldTo = Math.min(held.size(), heldSaid + PART);
            isLast = rangesTo == ranges.size() && heldTo == held.size();
            ground.say(
                    lowest,
                    new Report(
                            count.view(),
                            count.round(),
                            ranges.subList(rangesSaid, rangesTo),
                            held.subList(heldSaid, heldTo),
                            isLast ? List.copyOf(started) : List.of(),
                            isLast));
            rangesSaid = rangesTo;
            heldSaid = heldTo;
        }
    }

    private List<Range> ranges() {
        var ranges = new ArrayList<>(memory.pool().ranges());
        memory.gifts().values().forEach(gift -> ranges.add(gift.range()));
        for (var root : estates.lineage().roots()) {
            if (root.type().isMemory()) {
                ranges.add(new Range(root.base(), root.bytes()));
            }
        }
        return ranges;
    }

    private List<Held> held() {
        var held = new ArrayList<Held>();
        reportedEstates.clear();
        for (var holding : holdings.all()) {
            if (holding.hint.isLost()) {
                reportedEstates.add(holding.hint.estate);
                held.add(new Held(holding.object, holding.descent, holding.hint.ballot(), holding.epoch));
            }
        }
        return held;
    }

    void counted(CoreId from, Counted counted) {
        if (reported.isEmpty()
                || reported.get().view() != counted.view()
                || reported.get().round() != counted.round()) {
            ground.late(from, counted);
            return;
        }
        counted.ended().forEach(uncounted::remove);
        deleting.countOver();
        for (var hint : hints.all()) {
            if (hint.isLost() && !reportedEstates.contains(hint.estate)) {
                asking.estateGone(hint);
            }
        }
        over();
    }

    /** Whether this core takes part in exactly this census now. */
    boolean isIn(long view, int round) {
        return reported.isPresent()
                && reported.get().view() == view
                && reported.get().round() == round;
    }

    private void over() {
        reported = Optional.empty();
        memory.countOver();
        handingOver.countOver();
    }
}
