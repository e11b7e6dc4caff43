package multikernel.shard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.agreement.group.Rendezvous;
import multikernel.agreement.group.Seat;
import multikernel.shard.Founding.Step;
import multikernel.shard.ShardMessage.Agreed;
import multikernel.shard.ShardMessage.Anew;

/** How a host founds a partition anew: it asks all others twice, and gives up after a lease. */
final class Refounding {

    private final Founding founding;
    private final int partition;
    private final Seat self;
    private final Peers peers;
    private final ShardLimits limits;
    private final Out out;
    private final Map<Seat, Agreed> agreed = new HashMap<>();
    private boolean waits;
    private long sinceNanos;
    /** For which founding; 0: for none yet. */
    private long asked;

    private boolean binding;
    private long askedNanos;

    Refounding(Founding founding, int partition, Seat self, Peers peers, ShardLimits limits, Out out) {
        this.founding = founding;
        this.partition = partition;
        this.self = self;
        this.peers = peers;
        this.limits = limits;
        this.out = out;
    }

    /** Another asks, so this host begins to wait again. */
    void over() {
        waits = false;
    }

    void agreed(Seat from, Agreed answer) {
        if (answer.founding() == asked && answer.binding() == binding) {
            agreed.put(from, answer);
        }
    }

    /** Asks for a new founding when nobody has owned the group for long. */
    Step ticked(List<Seat> members, boolean isHeld, boolean isVacant, long nowNanos) {
        if (limits.replicas() == 1 || isHeld || !isVacant) {
            waits = false;
            return Step.NONE;
        }
        if (!waits) {
            waits = true;
            sinceNanos = nowNanos;
            asked = 0;
        }
        long leaseNanos = limits.group().leaseNanos();
        long askNanos = leaseNanos + rank() * limits.rankNanos();
        if (nowNanos - sinceNanos < askNanos || !peers.members().contains(self.node())) {
            return Step.NONE;
        }
        if (nowNanos - sinceNanos >= askNanos + leaseNanos) {
            waits = false;
            return Step.NONE;
        }
        if (asked == 0) {
            ask(founding.number() + 1, false, nowNanos);
        }
        if (asked <= founding.number() && !founding.isOurs()) {
            waits = false;
            return Step.NONE;
        }
        return isAgreed(members) ? agreed(nowNanos) : askAgain(nowNanos);
    }

    private Step agreed(long nowNanos) {
        if (binding) {
            waits = false;
            founding.founded();
            founding.tellAll();
            return Step.FOUND;
        }
        ask(asked, true, nowNanos);
        var step = founding.agree(asked, self);
        waits = true;
        return step;
    }

    private void ask(long number, boolean isBinding, long nowNanos) {
        asked = number;
        binding = isBinding;
        founding.tellAll();
        agreed.clear();
        say(nowNanos);
    }

    private Step askAgain(long nowNanos) {
        if (nowNanos - askedNanos >= limits.group().resendNanos()) {
            say(nowNanos);
        }
        return Step.NONE;
    }

    private void say(long nowNanos) {
        askedNanos = nowNanos;
        for (var place : peers.holders(partition)) {
            if (!agreed.containsKey(place.seat())) {
                out.send(place.seat(), new Anew(partition, asked, binding));
            }
        }
    }

    /**
     * Whether all who are there agree, all members are there, and so few are missed that they cannot have done a write
     * among them.
     */
    private boolean isAgreed(List<Seat> members) {
        var missed = new HashSet<>(founding.missed(members));
        for (long node : peers.members()) {
            if (node != self.node()) {
                var answer = Optional.ofNullable(peers.latest(node, partition)).map(host -> agreed.get(host.seat()));
                if (answer.isEmpty() || answer.get().view() > peers.viewNumber()) {
                    return false;
                }
                missed.addAll(answer.get().missed());
            }
        }
        missed.remove(self);
        for (var place : peers.holders(partition)) {
            if (!agreed.containsKey(place.seat())) {
                return false;
            }
            missed.remove(place.seat());
        }
        var named = missed.stream()
                .filter(seat -> seat.incarnation() != Founding.UNMET)
                .map(Seat::node)
                .toList();
        missed.removeIf(seat -> seat.incarnation() == Founding.UNMET && named.contains(seat.node()));
        return missed.size() <= limits.replicas() / 2;
    }

    private int rank() {
        var places = peers.places(partition);
        return Rendezvous.choose(partition, places, places.size()).indexOf(self);
    }
}
