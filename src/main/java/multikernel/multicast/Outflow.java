package multikernel.multicast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.multicast.GroupMessage.Behind;
import multikernel.multicast.GroupMessage.Down;
import multikernel.multicast.GroupMessage.Passed;
import org.jspecify.annotations.Nullable;

/**
 * What a member sends to all: numbers it, keeps it until everyone has taken it, and sends it again over a new route
 * when the members are others or one of them is left behind.
 */
final class Outflow<M> {

    private final Standing<M> at;
    private final Routes routes;
    private final @Nullable Down<M>[] flying;
    private final Set<CoreId> behind = new TreeSet<>();
    /** Of those that are behind who has taken what it had. */
    private final Set<CoreId> caught = new TreeSet<>();

    private @Nullable Route route;
    private Map<Seat, Long> before = Map.of();
    private long shape;
    private long sent;
    private long sentIn;
    private long taken;
    private CoreId slowest;
    /** Since when more than half a window has been under way, by the first tick that saw no room; and what then was. */
    private long fullSince = -1;

    private long takenThen;

    private boolean isWaitedFor;
    private @Nullable CoreId named;

    @SuppressWarnings("unchecked") // of nothing but such messages
    Outflow(Standing<M> at, Routes routes) {
        this.at = at;
        this.routes = routes;
        flying = new Down[at.limits.window()];
        slowest = at.core;
    }

    boolean hasRoom() {
        return sent - taken < flying.length;
    }

    /** Somebody was told that there is none, and wants to know when there is. */
    void wanted() {
        isWaitedFor = true;
    }

    /** The number that a message gets which is sent now. */
    long next() {
        return sent + 1;
    }

    /** To be asked only if there is room. */
    void send(Seat author, long authorNumber, List<Cause> causes, M message) {
        var way = route == null ? way() : route;
        route = way;
        sent++;
        var down = new Down<>(way, sent, way.view(), sentIn, author, authorNumber, causes, message);
        sentIn = way.view();
        flying[(int) (sent % flying.length)] = down;
        at.stream(way.origin()).heard(down);
    }

    /** The view is another: what not everyone is known to have goes again. */
    void viewChanged(Map<Seat, Long> ended) {
        behind.forEach(this::passed);
        behind.clear();
        caught.clear();
        before = Map.copyOf(ended);
        reroute();
    }

    /** From now on everything comes after this of those who have ended. */
    void after(Map<Seat, Long> ended) {
        before = Map.copyOf(ended);
        reroute();
    }

    private void reroute() {
        route = null;
        if (at.isMember() && taken < sent) {
            var way = way();
            route = way;
            sendAgain(way);
        }
    }

    private Route way() {
        var others = new ArrayList<CoreId>();
        at.view.seats().forEach(seat -> others.add(seat.core()));
        others.remove(at.core);
        others.removeAll(behind);
        others.sort(null);
        return new Route(at.self(), at.view.number(), ++shape, routes.over(at.core, others), before);
    }

    private void sendAgain(Route way) {
        for (long each = taken + 1; each <= sent; each++) {
            var down = flying[(int) (each % flying.length)];
            if (down != null) {
                var again = down.over(way);
                flying[(int) (each % flying.length)] = again;
                at.stream(way.origin()).heard(again);
            }
        }
    }

    /** Everyone has taken all up to this number, and one of them no more. */
    void taken(long upTo, CoreId by) {
        slowest = by;
        for (; taken < upTo; taken++) {
            flying[(int) ((taken + 1) % flying.length)] = null;
        }
        if (sent - taken < flying.length / 2) {
            fullSince = -1;
            named = null;
        }
        if (isWaitedFor && hasRoom()) {
            isWaitedFor = false;
            at.ground.room();
        }
    }

    void ticked(long nowNanos) {
        if (fullSince < 0 ? hasRoom() : nowNanos - fullSince < at.limits.patienceNanos()) {
            return;
        }
        var isSlow = fullSince >= 0 && taken - takenThen < flying.length;
        fullSince = nowNanos;
        takenThen = taken;
        if (isSlow) {
            slow(slowest);
        }
    }

    private void slow(CoreId core) {
        var seat = at.view.seat(core);
        if (seat.isEmpty() || behind.contains(core)) {
            return;
        }
        if (!core.equals(named)) {
            named = core;
            at.ground.slow(seat.get());
        }
        if (at.slow == Slow.LEAVE_BEHIND) {
            leave(seat.get());
        }
    }

    private void leave(Seat seat) {
        named = null;
        if (seat.core().equals(at.core)) {
            at.stream(seat).leaveOwnBehind();
        } else if (behind.add(seat.core())) {
            at.ground.send(seat.core(), new Behind<>(at.view.number(), shape + 1, at.self(), taken));
            reroute();
        }
    }

    /** One that was left behind has taken what it had. */
    void caughtUp(Seat seat) {
        if (behind.contains(seat.core())) {
            caught.add(seat.core());
        }
    }

    /**
     * Those that have caught up are sent to again once there is room, and patience begins anew: so what was sent is
     * taken by the others first, and nobody is left behind twice for the same.
     */
    void takeBack() {
        if (caught.isEmpty() || !hasRoom()) {
            return;
        }
        fullSince = -1;
        behind.removeAll(caught);
        caught.forEach(this::passed);
        caught.clear();
        reroute();
    }

    /** What everyone else has taken does not go again. */
    private void passed(CoreId core) {
        if (at.isMember() && at.view.seat(core).isPresent()) {
            at.ground.send(core, new Passed<>(at.view.number(), at.self(), taken));
        }
    }
}
