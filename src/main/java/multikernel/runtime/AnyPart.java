package multikernel.runtime;

import java.util.List;
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

    private final CoreSite site;
    private final Anycasts<Object> anycasts;

    AnyPart(CoreSite site, Way way) {
        this.site = site;
        anycasts = new Anycasts<>(site.setup().settings().groups().credit(), this::distance, way::send);
    }

    private long distance(CoreId to) {
        return to.equals(site.core())
                ? 0
                : site.setup().costs().get().of(site.core(), to).total();
    }

    void bindings(List<Seat> seats, Bindings now) {
        var open = seats.stream()
                .filter(seat -> now.dispatchers().containsKey(seat.core()))
                .toList();
        anycasts.members(seats, open, System.nanoTime());
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
