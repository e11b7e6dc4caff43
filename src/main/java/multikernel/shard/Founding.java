package multikernel.shard;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import multikernel.agreement.group.GroupMessage;
import multikernel.agreement.group.Seat;
import multikernel.shard.ShardMessage.Agreed;
import multikernel.shard.ShardMessage.Anew;
import multikernel.shard.ShardMessage.Said;
import multikernel.shard.ShardMessage.Stands;
import multikernel.shard.ShardMessage.Within;
import org.jspecify.annotations.Nullable;

/**
 * Which founding of one partition a host heeds, and how the partition is founded anew when that came to nothing.
 *
 * <pre>
 *   whoever misses an owner       every other host of a member
 *     |--- Anew, not binding ------->|   nobody gives up anything for one who cannot succeed
 *     |<-- Agreed, not binding ------|   it misses an owner too, is bound by no lease, and never held a write
 *     |--- Anew, binding ----------->|
 *     |<-- Agreed, binding ----------|   lower foundings are refused from now on, and whom it misses
 *     |--- Stands ------------------>|   to whoever speaks under a lower one
 * </pre>
 */
final class Founding {

    enum Step {
        NONE,
        /** What was said is for the group that is there. */
        HEED,
        /** The group that is there is over; this host waits for a seat in another one. */
        JOIN,
        /** This host founds the group, alone. */
        FOUND
    }

    /** In place of the incarnation of one that was never met. */
    static final long UNMET = 0;

    private final int partition;
    private final Seat self;
    private final Peers peers;
    private final Out out;
    /** The highest that this host heeds: 0 if it has heard of none. */
    private long number;
    /** Whether it is known that somebody has founded under that number. */
    private boolean founded;
    /** Who may found under that number, as far as this host has agreed to it. */
    private @Nullable Seat agreedTo;
    /** Whether it has been told that a write was done. */
    private boolean written;
    /** Those who may hold a write of the last founding that there was: met since this host agreed to it. */
    private Set<Seat> met = new LinkedHashSet<>();
    /** Those met since it agreed to its number, of which it has not heard yet that it was founded. */
    private Set<Seat> metSince = new LinkedHashSet<>();
    /** Nodes that have said how they stand: without most of them, who started again may heed what is over. */
    private final Set<Long> informers = new HashSet<>();

    private final Refounding refounding;

    /** @param number 1 if this host founds the partition, 0 if another does */
    Founding(int partition, Seat self, long number, Peers peers, ShardLimits limits, Out out) {
        this.partition = partition;
        this.self = self;
        this.number = number;
        this.peers = peers;
        this.out = out;
        agreedTo = number == 0 ? null : self;
        founded = number > 0;
        refounding = new Refounding(this, partition, self, peers, limits, out);
    }

    long number() {
        return number;
    }

    boolean isOurs() {
        return self.equals(agreedTo);
    }

    boolean isWritten() {
        return written;
    }

    /** There is a channel to a host that holds the partition. */
    void met(Seat seat) {
        met.add(seat);
        metSince.add(seat);
        out.send(seat, stands());
    }

    /** Nodes that are no members any more; who was on one and was never met may hold a write all the same. */
    void left(Set<Long> nodes) {
        for (long node : nodes) {
            if (met.stream().noneMatch(seat -> seat.node() == node)) {
                met.add(new Seat(node, UNMET));
                metSince.add(new Seat(node, UNMET));
            }
        }
    }

    /** Everybody is told that a write is done: there is no other founding any more. */
    void written() {
        if (!written) {
            written = true;
            tellAll();
        }
    }

    private Stands stands() {
        return new Stands(partition, number, founded, written);
    }

    void founded() {
        founded = true;
        met = metSince;
    }

    void tellAll() {
        for (var place : peers.holders(partition)) {
            out.send(place.seat(), stands());
        }
    }

    /**
     * @param members of the group as this host knows it, and whether it held a write
     * @param isVacant whether nobody owns the group, as far as this host knows, and no lease of its binds it
     */
    Step heard(Seat from, Within message, List<Seat> members, boolean isHeld, boolean isVacant) {
        return switch (message) {
            case Said said -> said(from, said, isHeld);
            case Stands stands -> {
                informers.add(from.node());
                yield stands(from, stands, isHeld);
            }
            case Anew anew -> anew(from, anew, members, isHeld, isVacant);
            case Agreed answer -> {
                refounding.agreed(from, answer);
                yield Step.NONE;
            }
        };
    }

    private Step said(Seat from, Said said, boolean isHeld) {
        if (said.founding() < number) {
            out.send(from, stands());
            return Step.NONE;
        }
        if (!isInformed()) {
            return Step.NONE;
        }
        if (said.founding() == number) {
            founded();
            return Step.HEED;
        }
        return rise(said.founding(), isHeld) ? Step.JOIN : Step.NONE;
    }

    private Step stands(Seat from, Stands stands, boolean isHeld) {
        if (written && stands.founding() != number) {
            out.send(from, stands());
        }
        if (stands.founding() < number) {
            return stands.written() && !isHeld && !written ? goBack(stands.founding()) : Step.NONE;
        }
        boolean isHigher = stands.founding() > number;
        if (isHigher && !rise(stands.founding(), isHeld)) {
            return Step.NONE;
        }
        written |= stands.written();
        if (stands.founded() && !founded) {
            founded();
        }
        return isHigher ? Step.JOIN : Step.NONE;
    }

    /** Whoever holds a write holds on to it: then nobody else can have founded. */
    private boolean rise(long to, boolean isHeld) {
        if (isHeld || written) {
            return false;
        }
        number = to;
        founded = false;
        agreedTo = null;
        metSince = new LinkedHashSet<>(met);
        return true;
    }

    /** To one that a write was done under: so no higher one came to be, though this host agreed to it. */
    private Step goBack(long to) {
        number = to;
        founded = true;
        written = true;
        agreedTo = null;
        refounding.over();
        return Step.JOIN;
    }

    private Step anew(Seat from, Anew anew, List<Seat> members, boolean isHeld, boolean isVacant) {
        boolean isAgain = anew.founding() == number && from.equals(agreedTo);
        if (isHeld || written || !isVacant || !isAgain && anew.founding() <= number) {
            out.send(from, stands());
            return Step.NONE;
        }
        var missed = missed(members);
        if (missed.size() > GroupMessage.SEATS_MAX) {
            return Step.NONE;
        }
        out.send(from, new Agreed(partition, anew.founding(), anew.binding(), peers.viewNumber(), missed));
        return anew.binding() && !isAgain ? agree(anew.founding(), from) : Step.NONE;
    }

    /** From now on lower foundings are refused. */
    Step agree(long to, Seat with) {
        number = to;
        founded = false;
        agreedTo = with;
        refounding.over();
        metSince = new LinkedHashSet<>();
        peers.holders(partition).forEach(place -> metSince.add(place.seat()));
        return Step.JOIN;
    }

    /** Who may hold a write, and is not there. */
    List<Seat> missed(List<Seat> members) {
        var all = new LinkedHashSet<>(met);
        all.addAll(members);
        all.remove(self);
        all.removeIf(peers::isLive);
        return List.copyOf(all);
    }

    /** Whether most members have said how they stand. */
    boolean isInformed() {
        var members = peers.members();
        long known = members.stream()
                .filter(node -> node == self.node() || informers.contains(node))
                .count();
        return agreedTo != null || 2 * known > members.size() || members.isEmpty();
    }

    /** See {@link Refounding#ticked}. */
    Step ticked(List<Seat> members, boolean isHeld, boolean isVacant, long nowNanos) {
        return refounding.ticked(members, isHeld || written, isVacant, nowNanos);
    }
}
