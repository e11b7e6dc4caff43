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
    /** Left the view, and may still be running. */
    private final SortedSet<Start> suspected = new TreeSet<>();
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
            Giving giving) {
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
        suspected.addAll(lost);
        left(lost);
        commitments.viewed(next);
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
        for (var hint : hints.all()) {
            if (cores.contains(hint.owner())) {
                hint.lost();
                asking.ownerLost(hint);
                deleting.ownerLost(hint);
            }
        }
        memory.left(cores);
    }

    void ended(Start start) {
        if (ground.view().admits(start.core(), start.incarnation())) {
            endedEarly.add(start);
            return;
        }
        suspected.remove(start);
        for (var owned : List.copyOf(estates.objects())) {
            if (owned.quarantined.remove(start)) {
                estates.finish(owned);
            }
        }
        memory.ended(start);
        handingOver.ended(start);
        commitments.ended(start);
    }
}
