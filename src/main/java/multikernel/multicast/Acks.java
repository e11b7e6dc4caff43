package multikernel.multicast;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.multicast.GroupMessage.Ack;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a member and all below it on one origin's route have taken, and says so to the one above: a batch at a
 * time, and who takes least if that holds back the rest. With each route it begins again.
 */
final class Acks<M> {

    private static final long NONE = -1;

    private final Standing<M> at;
    private final Seat origin;
    private @Nullable Route route;
    private List<CoreId> children = List.of();
    private long[] acked = {};
    private CoreId[] slowest = {};
    private long told = NONE;
    private @Nullable CoreId toldSlowest;

    Acks(Standing<M> at, Seat origin) {
        this.at = at;
        this.origin = origin;
    }

    List<CoreId> children() {
        return children;
    }

    /** Whether the route in use came after this one. */
    boolean isAfter(long shape) {
        var way = route;
        return way != null && shape < way.shape();
    }

    /** Whether the route in use came before this one, or none is in use. */
    boolean isBefore(long shape) {
        var way = route;
        return way == null || shape > way.shape();
    }

    /** From now on over this route, on which everyone is taken to have what comes before. */
    void over(Route way, long before) {
        route = way;
        children = way.childrenOf(at.core);
        acked = new long[children.size()];
        slowest = new CoreId[children.size()];
        for (int i = 0; i < acked.length; i++) {
            acked[i] = before;
            slowest[i] = children.get(i);
        }
        told = NONE;
        toldSlowest = null;
    }

    /** Whether it is of the route in use. */
    boolean heard(Ack<M> ack) {
        var child = children.indexOf(ack.from());
        var way = route;
        if (way == null || ack.shape() != way.shape() || child < 0) {
            return false;
        }
        acked[child] = Math.max(acked[child], ack.upTo());
        slowest[child] = ack.slowest();
        return true;
    }

    /**
     * @param have up to which number the messages are here
     * @param taken up to which this member has taken them
     */
    void tell(long have, long taken) {
        var way = route;
        if (way == null || way.view() != at.view.number()) {
            return;
        }
        long low = taken;
        var slow = at.core;
        for (int i = 0; i < acked.length; i++) {
            if (acked[i] < low) {
                low = acked[i];
                slow = slowest[i];
            }
        }
        var isFirst = told == NONE;
        var holdsBack = have - low >= 2L * at.limits.batch() && !slow.equals(toldSlowest);
        if (isFirst || low >= told + at.limits.batch() || holdsBack) {
            told = Math.max(told, low);
            toldSlowest = slow;
            said(way, low, slow);
        }
    }

    private void said(Route way, long low, CoreId slow) {
        if (at.isSelf(origin)) {
            at.taken(low, slow);
        } else {
            var ack = new Ack<M>(way.view(), way.shape(), origin, at.core, low, slow);
            way.parentOf(at.core).ifPresent(parent -> at.ground.send(parent, ack));
        }
    }
}
