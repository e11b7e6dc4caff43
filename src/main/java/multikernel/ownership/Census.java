package multikernel.ownership;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.capability.Described;
import multikernel.capability.Estate;
import multikernel.capability.ObjectId;
import multikernel.capability.Range;
import multikernel.capability.Rebuilding;
import multikernel.ownership.OwnershipMessage.Count;
import multikernel.ownership.OwnershipMessage.Counted;
import multikernel.ownership.OwnershipMessage.Inherit;
import multikernel.ownership.OwnershipMessage.Report;
import org.jspecify.annotations.Nullable;

/**
 * The census at the core that acts for the node: every member says what it has; the lowest holder becomes the owner of
 * an estate that has none, and what nobody has becomes free again.
 */
final class Census {

    private static final int PART = 64;

    /** One estate without an owner, from what was said of it. */
    private static final class Orphan {

        final Described root;
        final List<Estate.Kin> kin = new ArrayList<>();
        final Map<ObjectId, Integer> epochs = new LinkedHashMap<>();
        CoreId lowest;
        long ballot;

        Orphan(Described root, CoreId first) {
            this.root = root;
            this.lowest = first;
        }

        void held(CoreId by, Held held) {
            var descent = held.descent();
            kin.add(new Estate.Kin(held.object(), descent.parent(), descent.generation(), List.of(by)));
            epochs.merge(held.object().id(), held.epoch(), Math::max);
            lowest = by.compareTo(lowest) < 0 ? by : lowest;
            ballot = Math.max(ballot, held.ballot());
        }
    }

    /** One time of counting. */
    private static final class Round {

        final Count count;
        final List<Start> ended;
        final SortedSet<CoreId> awaited = new TreeSet<>();
        final SortedSet<CoreId> started = new TreeSet<>();
        final List<Range> ranges = new ArrayList<>();
        final Map<ObjectId, Orphan> orphans = new TreeMap<>();

        Round(Count count, List<Start> ended) {
            this.count = count;
            this.ended = ended;
        }
    }

    private final Ground ground;
    private final Memory memory;
    private int rounds;

    @Nullable
    private Round round;

    Census(Ground ground, Memory memory) {
        this.ground = ground;
        this.memory = memory;
    }

    /** A view is counted anew. */
    void viewed() {
        round = null;
    }

    /** For these; one that runs is enough if it began for all of them. */
    void begin(SortedSet<Start> ended) {
        if (round != null && round.ended.containsAll(ended)) {
            return;
        }
        round = new Round(new Count(ground.view().number(), ++rounds), List.copyOf(ended));
        for (var member : ground.view().members()) {
            round.awaited.add(member.core());
            ground.say(member.core(), round.count);
        }
    }

    void reported(CoreId from, Report report) {
        var now = round;
        if (now == null || report.view() != now.count.view() || report.round() != now.count.round()) {
            ground.late(from, report);
            return;
        }
        now.ranges.addAll(report.ranges());
        now.started.addAll(report.started());
        for (var held : report.held()) {
            now.orphans
                    .computeIfAbsent(
                            held.descent().estate(),
                            fresh -> new Orphan(held.descent().root(), from))
                    .held(from, held);
        }
        if (report.isLast() && now.awaited.remove(from) && now.awaited.isEmpty()) {
            round = null;
            end(now);
        }
    }

    private void end(Round over) {
        for (var orphan : over.orphans.values()) {
            var range = new Range(orphan.root.base(), orphan.root.bytes());
            if (over.ranges.stream().noneMatch(range::overlaps)) {
                inherit(over, orphan);
            }
        }
        over.orphans.values().forEach(orphan -> over.ranges.add(new Range(orphan.root.base(), orphan.root.bytes())));
        var unclaimed = unclaimed(over);
        for (Member member : ground.view().members()) {
            ground.say(member.core(), new Counted(over.count.view(), over.count.round(), over.ended));
        }
        unclaimed.forEach(memory::reclaim);
    }

    private void inherit(Round over, Orphan orphan) {
        long ballot = Math.max(over.count.view(), orphan.ballot + 1);
        var heirs = Rebuilding.estate(orphan.root, orphan.kin).kin().stream()
                .map(kin -> new Heir(
                        kin.object(),
                        kin.parent(),
                        kin.generation(),
                        orphan.epochs.getOrDefault(kin.object().id(), 0),
                        kin.sharers()))
                .toList();
        for (int said = 0; said < heirs.size(); said += PART) {
            int to = Math.min(heirs.size(), said + PART);
            ground.say(
                    orphan.lowest,
                    new Inherit(
                            over.count.view(),
                            over.count.round(),
                            ballot,
                            orphan.root.id(),
                            heirs.subList(said, to),
                            to == heirs.size()));
        }
    }

    /** What nobody has said to have, and what no core that has yet to start will begin with. */
    private List<Range> unclaimed(Round over) {
        for (int core = 0; core < ground.cores; core++) {
            var share = Share.of(CoreId.of(core), ground.cores, ground.regionBytes);
            if (!over.started.contains(CoreId.of(core))) {
                over.ranges.add(share);
            }
        }
        over.ranges.sort(Comparator.comparingLong(Range::base));
        var free = new ArrayList<Range>();
        long from = 0;
        for (var range : over.ranges) {
            if (range.base() > from) {
                free.add(new Range(from, range.base() - from));
            }
            from = Math.max(from, range.end());
        }
        long end = Share.of(CoreId.of(ground.cores - 1), ground.cores, ground.regionBytes)
                .end();
        if (from < end) {
            free.add(new Range(from, end - from));
        }
        return free;
    }
}
