package multikernel.runtime;

import multikernel.base.CoreId;
import multikernel.multicast.Anycasts;
import multikernel.multicast.Said;
import multikernel.multicast.Seat;

/** What one dispatcher's core sends to one of its domain's dispatchers each. */
final class AnyPart {

    /** How a letter gets to a member. */
    @FunctionalInterface
    interface Way {

        void send(Seat to, long number, Object message);
    }

    /** What a message to another node is taken to cost before one was sent there. */
    private static final long FAR_NANOS = 100_000;

    private final CoreSite site;
    private final GroupWays ways;
    private final Anycasts<Object> anycasts;

    AnyPart(CoreSite site, GroupWays ways, Way way) {
        this.site = site;
        this.ways = ways;
        anycasts = new Anycasts<>(site.setup().settings().groups().credit(), this::distance, way::send);
    }

    private long distance(CoreId to) {
        return ways.coreHere(to).map(this::distanceHere).orElse(FAR_NANOS);
    }

    private long distanceHere(CoreId to) {
        return to.equals(site.core())
                ? 0
                : site.setup().costs().get().of(site.core(), to).total();
    }

    /** The members are others, or others of this node can be sent to now: only those are given something new. */
    void view() {
        var dispatchers = ways.bindings().dispatchers();
        var all = ways.view().seats();
        var open = all.stream()
                .filter(seat ->
                        ways.coreHere(seat.core()).map(dispatchers::containsKey).orElse(true))
                .toList();
        anycasts.members(all, open, System.nanoTime());
    }

    Said cast(Object message) {
        return anycasts.cast(message, System.nanoTime());
    }

    void heard(GroupLetter.Taken taken) {
        if (taken.isDone()) {
            anycasts.done(taken.by(), taken.number(), System.nanoTime());
        } else {
            anycasts.taken(taken.by(), taken.number());
        }
    }
}
