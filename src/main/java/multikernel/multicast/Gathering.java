package multikernel.multicast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import multikernel.base.CoreId;
import multikernel.multicast.RoundMessage.Open;
import multikernel.multicast.RoundMessage.Part;
import org.jspecify.annotations.Nullable;

/** The round that is open, in one view, at one member: whose parts of those below it have come. */
final class Gathering<P> {

    private final CoreId core;
    private final Open<P> open;
    private final Map<CoreId, Part<P>> heard = new HashMap<>();
    private boolean isClosing;
    private boolean isSaid;

    Gathering(CoreId core, Open<P> open) {
        this.core = core;
        this.open = open;
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

    /** Whether what this member and all below hand in has gone up. */
    boolean isSaid() {
        return isSaid;
    }

    /** Whether the part counts. */
    boolean heard(Part<P> part) {
        return part.round() == open.round()
                && !isSaid
                && children().contains(part.from())
                && heard.putIfAbsent(part.from(), part) == null;
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
        var missing = new ArrayList<CoreId>();
        long begun = isIn ? parts.begun() : 0;
        for (var below : heard.values()) {
            shares.addAll(below.shares());
            missing.addAll(below.missing());
            begun = Opening.earlier(begun, below.begun());
        }
        if (isIn) {
            var own = parts.oldest();
            shares.add(new Share<>(List.of(core), own.part()));
            fold(shares, own.fold());
        } else if (!isExcused()) {
            missing.add(core);
        }
        return new Part<>(open.view(), open.round(), core, List.copyOf(shares), List.copyOf(missing), begun);
    }

    private static <P> void fold(List<Share<P>> shares, @Nullable BinaryOperator<P> fold) {
        if (fold != null) {
            var part = shares.stream().map(Share::part).reduce(fold).orElseThrow();
            var of = Outcome.cores(shares).sorted().toList();
            shares.clear();
            shares.add(new Share<>(of, part));
        }
    }

    /**
     * Each member is there once, or missing, or excused.
     *
     * @throws IllegalStateException if not
     */
    void check(Part<P> all, GroupView view) {
        var present = Outcome.cores(all.shares()).toList();
        var accounted = new HashSet<>(present);
        accounted.addAll(all.missing());
        accounted.addAll(open.excused());
        int count = present.size() + all.missing().size() + open.excused().size();
        if (count != view.seats().size() || accounted.size() != count) {
            throw new IllegalStateException("round " + open.round() + " of " + view + ": " + present + " are there, "
                    + all.missing() + " late, " + open.excused() + " excused");
        }
    }
}
