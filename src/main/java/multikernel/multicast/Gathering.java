package multikernel.multicast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.multicast.RoundMessage.Held;
import multikernel.multicast.RoundMessage.Open;
import multikernel.multicast.RoundMessage.Part;
import org.jspecify.annotations.Nullable;

/** The round that is open, in one view, at one member: whose parts of those below it have come. */
final class Gathering<P> {

    private final CoreId core;
    private final Open<P> open;
    private final Roster view;
    private final Map<CoreId, Part<P>> heard = new HashMap<>();
    private final Set<CoreId> holding = new HashSet<>();
    private boolean isHeld;
    private boolean isClosing;
    private boolean isSaid;

    Gathering(CoreId core, Open<P> open, Roster view) {
        this.core = core;
        this.open = open;
        this.view = view;
    }

    Open<P> opened() {
        return open;
    }

    List<CoreId> children() {
        return open.tree().childrenOf(core);
    }

    Optional<CoreId> parent() {
        return open.tree().parentOf(core);
    }

    /** Those right below that have not said theirs. */
    List<CoreId> waitsFor() {
        return children().stream().filter(child -> !heard.containsKey(child)).toList();
    }

    /**
     * For whom this member waits.
     *
     * @param isHolding so that it may be told what came of the round before
     */
    List<GroupPlace> lacking(boolean isHolding) {
        if (isHolding) {
            return view.placesOf(children().stream()
                    .filter(child -> !holding.contains(child))
                    .toList());
        }
        return isSaid ? List.of() : view.placesOf(waitsFor());
    }

    /** Whether what this member and all below hand in has gone up. */
    boolean isSaid() {
        return isSaid;
    }

    boolean isOf(long round) {
        return open.round() == round;
    }

    /** Whether the part counts. */
    boolean heard(Part<P> part) {
        return part.round() == open.round()
                && !isSaid
                && children().contains(part.from())
                && heard.putIfAbsent(part.from(), part) == null;
    }

    /** Whether the word counts. */
    boolean heard(Held<P> held) {
        return held.round() == open.round() && children().contains(held.from()) && holding.add(held.from());
    }

    /** Once: all below know what came of the round before, if anything did. */
    boolean hold() {
        boolean isDue = !isHeld
                && open.last().isPresent()
                && holding.size() == children().size();
        isHeld |= isDue;
        return isDue;
    }

    /** Nobody is waited for any more; false if that is so already. */
    boolean close(long round) {
        if (round != open.round() || isSaid || isClosing) {
            return false;
        }
        isClosing = true;
        return true;
    }

    boolean isExcused() {
        return open.excused().contains(core);
    }

    /** Whether it waits for this core's own member. */
    boolean isOwing(Parts<P> parts) {
        return !isSaid && !isClosing && !isExcused() && parts.next() <= open.round() && parts.isEmpty();
    }

    boolean isDue(Parts<P> parts) {
        return !isSaid && !isOwing(parts) && waitsFor().isEmpty();
    }

    /** What there is, said now. */
    Part<P> say(Parts<P> parts) {
        isSaid = true;
        var isIn = parts.isIn(open.round());
        var shares = new ArrayList<Share<P>>();
        var missing = new ArrayList<GroupPlace>();
        long begun = isIn ? parts.begun() : 0;
        var ended = isIn ? parts.ended(view) : List.<GroupPlace>of();
        for (var below : heard.values()) {
            shares.addAll(below.shares());
            missing.addAll(below.missing());
            if (below.begun() > 0 && (begun == 0 || below.begun() < begun)) {
                begun = below.begun();
                ended = below.ended();
            }
        }
        var place = view.placeOf(core);
        if (isIn) {
            var own = parts.oldest();
            shares.add(new Share<>(List.of(place), own.part()));
            fold(shares, own.fold());
        } else if (!isExcused()) {
            missing.add(place);
        }
        return new Part<>(view.number(), open.round(), core, List.copyOf(shares), List.copyOf(missing), begun, ended);
    }

    private static <P> void fold(List<Share<P>> shares, @Nullable BinaryOperator<P> fold) {
        if (fold != null) {
            var part = shares.stream().map(Share::part).reduce(fold).orElseThrow();
            var of = Outcome.places(shares).sorted().toList();
            shares.clear();
            shares.add(new Share<>(of, part));
        }
    }

    /**
     * @param all that was handed in
     * @param others who is missing besides
     * @throws IllegalStateException unless each member is there once, or missing, or excused
     */
    Outcome<P> outcome(Part<P> all, Set<GroupPlace> others) {
        check(all);
        var missing = new HashSet<>(others);
        missing.addAll(all.missing());
        missing.addAll(all.ended());
        return Outcome.of(open.round(), all.shares(), missing);
    }

    private void check(Part<P> all) {
        var present = Outcome.places(all.shares()).toList();
        var accounted = new HashSet<>(present);
        accounted.addAll(all.missing());
        accounted.addAll(view.placesOf(open.excused()));
        int count = present.size() + all.missing().size() + open.excused().size();
        if (count != view.seats().size() || accounted.size() != count) {
            throw new IllegalStateException("round " + open.round() + " of " + view.view() + ": " + present
                    + " are there, " + all.missing() + " late, " + open.excused() + " excused");
        }
    }
}
