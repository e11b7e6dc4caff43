package multikernel.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.base.View;

/**
 * What a core does when others leave the view, and when they have ended for certain: between the two nothing is decided
 * for them and nothing that they may hold is used again.
 */
final class Membership {

    private final Ground ground;
    private final Hints hints;
    private final Memory memory;
    private final Estates estates;
    private final Asking asking;
    private final Owning owning;
    private final Commitments commitments;
    private final Revokes revokes;
    private final Deleting deleting;
    private final HandingOver handingOver;
    private final Giving giving;
    private final Volleys volleys;
    private final Retypes retypes;
    private final Counting counting;
    private final Inheriting inheriting;
    /** Ended before this core was told the view without them. */
    private final SortedSet<Start> endedEarly = new TreeSet<>();

    private boolean isAlone;

    Membership(
            Ground ground,
            Hints hints,
            Memory memory,
            Estates estates,
            Asking asking,
            Owning owning,
            Commitments commitments,
            Revokes revokes,
            Deleting deleting,
            HandingOver handingOver,
            Giving giving,
            Volleys volleys,
            Retypes retypes,
            Counting counting,
            Inheriting inheriting) {
        this.ground = ground;
        this.hints = hints;
        this.memory = memory;
        this.estates = estates;
        this.asking = asking;
        this.owning = owning;
        this.commitments = commitments;
        this.revokes = revokes;
        this.deleting = deleting;
        this.handingOver = handingOver;
        this.giving = giving;
        this.volleys = volleys;
        this.retypes = retypes;
        this.counting = counting;
        this.inheriting = inheriting;
    }

    /** A core that is told a view without itself is alone from then on. */
    boolean isAlone() {
        return isAlone;
    }

    void viewed(View next) {
        if (!next.admits(ground.self, ground.incarnation)) {
            isAlone = ground.view().admits(ground.self, ground.incarnation);
            return;
        }
        var lost = new ArrayList<Start>();
        for (var member : ground.view().members()) {
            if (!next.admits(member.core(), member.incarnation())) {
                lost.add(new Start(member.core(), member.incarnation()));
            }
        }
        ground.become(next);
        left(lost);
        commitments.viewed(next);
        inheriting.viewed();
        counting.viewed(lost);
        for (var start : lost) {
            if (endedEarly.remove(start)) {
                ended(start);
            }
        }
    }

    private void left(List<Start> lost) {
        if (lost.isEmpty()) {
            return;
        }
        List<CoreId> cores = lost.stream().map(Start::core).toList();
        for (var owned : estates.objects()) {
            for (var start : lost) {
                if (owned.sharers.remove(start.core())) {
                    owned.quarantined.add(start);
                }
            }
        }
        owning.forgetAskers(cores);
        giving.left(cores);
        revokes.left(cores);
        volleys.left(lost);
        for (var hint : hints.all()) {
            if (cores.contains(hint.owner())) {
                hint.lost();
                retypes.ownerLost(hint);
                asking.ownerLost(hint);
                deleting.ownerLost(hint);
            }
        }
        asking.left(cores);
        deleting.left(cores);
        memory.left(cores);
    }

    void ended(Start start) {
        if (ground.view().admits(start.core(), start.incarnation())) {
            endedEarly.add(start);
            return;
        }
        for (var owned : List.copyOf(estates.objects())) {
            if (owned.quarantined.remove(start)) {
                estates.finish(owned);
            }
        }
        memory.ended(start);
        handingOver.ended(start);
        commitments.ended(start);
        volleys.ended(start);
        for (var hint : hints.all()) {
            if (hint.isLost() && hint.owner().equals(start.core())) {
                asking.ownerEnded(hint);
            }
        }
        counting.ended(start);
    }
}
