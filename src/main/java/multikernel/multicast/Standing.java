package multikernel.multicast;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/** Where a member stands: its view, and the messages of each member so far. Changed by {@link Casts} alone. */
final class Standing<M> {

    final CoreId core;
    final Order order;
    final Slow slow;
    final CastLimits limits;
    final Ground<M> ground;
    /** The eldest origin first, those that have ended too until everyone has what there is of them. */
    final Map<Seat, Stream<M>> streams = new TreeMap<>();

    GroupView view = GroupView.NONE;
    private final Outflow<M> out;
    private final Closing<M> closing;
    private final Sequencing<M> sequencing;
    private @Nullable Seat self;

    Standing(CoreId core, Order order, Slow slow, CastLimits limits, Routes routes, Ground<M> ground) {
        this.core = core;
        this.order = order;
        this.slow = slow;
        this.limits = limits;
        this.ground = ground;
        out = new Outflow<>(this, routes);
        closing = new Closing<>(this);
        sequencing = new Sequencing<>(this, closing);
    }

    Closing<M> closing() {
        return closing;
    }

    Sequencing<M> sequencing() {
        return sequencing;
    }

    Outflow<M> out() {
        return out;
    }

    void view(GroupView now) {
        view = now;
        self = now.seat(core).orElse(null);
    }

    boolean isMember() {
        return self != null;
    }

    Seat self() {
        return Objects.requireNonNull(self, "no member");
    }

    boolean isSelf(Seat seat) {
        return seat.equals(self);
    }

    boolean isEldest() {
        return isMember() && view.eldest().filter(self()::equals).isPresent();
    }

    Stream<M> stream(Seat origin) {
        var stream = streams.get(origin);
        if (stream == null) {
            stream = new Stream<>(this, origin);
            streams.put(origin, stream);
        }
        return stream;
    }

    /** Of this member's own messages everyone has taken all up to a number, one of them no more. */
    void taken(long upTo, CoreId slowest) {
        out.taken(upTo, slowest);
    }

    /** Messages passed this member by. */
    void missed(Seat origin, long count) {
        sequencing.missed();
        ground.missed(origin, count);
    }
}
