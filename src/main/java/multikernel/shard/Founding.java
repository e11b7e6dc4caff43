package multikernel.shard;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import multikernel.agreement.group.Seat;
import multikernel.shard.ShardMessage.Founded;
import multikernel.shard.ShardMessage.HasNoSeat;
import multikernel.shard.ShardMessage.MayFound;
import org.jspecify.annotations.Nullable;

/**
 * Which founding of one partition a host heeds, and how the partition is founded again where it was founded, or once by
 * the heir of the node that began the cluster, see {@link multikernel.base.Descent}.
 *
 * <pre>
 *   a later start of the founder     the hosts of all other members
 *      |------ MayFound ------------->|   they have met it, so they hear no earlier start any more
 *      |<----- HasNoSeat -------------|   nor ever had one, of a group that could go on
 *      |------ Founded -------------->|   and to whoever is met from then on: what was said under another is over
 * </pre>
 *
 * <p>A founding has the number of the start that did it, an heir's a higher one. Only one place founds, and after it
 * has left for good one other, so of two the later one counts, and no group takes a write before it has all its seats.
 * Why there are never two that have: a founder that is alone hands its state to two others, and then says to them that
 * they are seats, all at once. Let the first who heeds that be a.
 *
 * <ul>
 *   <li>a heard it from that founder itself, so before it met any later start of it. From then on a does not say that
 *       it has no seat, whatever becomes of its seat: if nobody was lost, a is asked, and there is no later founding.
 *   <li>If those who were lost are of one node, one of the two is not: it was handed the state before, by the founder
 *       itself. So if all others were told nothing, there was no such change, nor will there be one.
 *   <li>A start that comes after the later founder's never meets an earlier one of it, and no earlier one knows members
 *       that the later one does not: whoever is not asked is no danger.
 * </ul>
 *
 * <p>An heir is like a later start of the founder: who has that in its view no more, and a channel to nobody else who
 * has left, hears the founder no more. Only then does it answer the heir, who is the eldest in its view. As the founder
 * is all that was lost, and none of the others has started again, the first of these cases is the only one.
 *
 * <p>Of a domain that each node has by itself the nodes agree where it begins ({@link Begins}). No founding has a
 * second seat before, and an heir founds only what was agreed to begin with the cluster; so of all foundings those that
 * count are one place's.
 */
final class Founding {

    /** What was said under some founding. */
    enum Heed {
        /** It is over. */
        OVER,
        /** It is the one that this host is in. */
        SAME,
        /** The one that this host is in is over. */
        NEXT
    }

    /** Added to the number of a view: an heir's founding is later than all of the node that began the cluster. */
    private static final long OF_HEIRS = 1L << 61;

    /** Added to the number of a start: what the nodes agreed on is later than all that began without that. */
    private static final long AGREED = 1L << 62;

    private final int partition;
    private final ShardHost self;
    private final Peers peers;
    private final ShardLimits limits;
    private final Out out;
    /** Of the founding that this host heeds; 0: it has heard of none. */
    private long number;
    /** Whether this host would found it again where it was founded. */
    private boolean seeks;

    private final Origin origin;
    private Begins begins = Begins.WITH_CLUSTER;
    /** The number that its founding would have; 0: it would not found. */
    private long wanted;
    /** Who has said that it has no seat, and whether it was told nothing at all. */
    private final Map<Seat, Boolean> seatless = new HashMap<>();

    private boolean hasAsked;
    private long askedNanos;
    /** An heir may ask for long: what it was answered counts for a lease, from then on. */
    private long roundNanos;

    Founding(int partition, ShardHost self, Origin origin, Peers peers, ShardLimits limits, Out out) {
        this.partition = partition;
        this.self = self;
        this.peers = peers;
        this.limits = limits;
        this.out = out;
        this.origin = origin;
        number = origin == Origin.FOUNDS ? self.start() : 0;
        seeks = origin == Origin.FOUNDS_AGAIN && limits.replicas() > 1;
    }

    long number() {
        return number;
    }

    private static boolean isOfHeir(long founding) {
        return founding >= OF_HEIRS && founding < AGREED;
    }

    /**
     * The nodes have agreed on where it begins, or not yet. What began where it does not had one seat and no write.
     *
     * @return whether this host's group is over, and another one begins: as its founder if it begins here
     */
    boolean begins(Begins where) {
        if (where == begins || limits.replicas() == 1) {
            return false;
        }
        boolean isNew = begins == Begins.NOT_AGREED;
        begins = where;
        return switch (where) {
            case NOT_AGREED, WITH_CLUSTER -> false;
            case HERE -> beginsHere(isNew);
            case ELSEWHERE -> endsHere();
        };
    }

    /**
     * An earlier start of this host may have begun it and seated others, if it was told the same: that is known not to
     * be so if this one was there before it was agreed.
     */
    private boolean beginsHere(boolean isNew) {
        if (number == self.start()) {
            return false;
        }
        if (isNew || self.restarts() == 0) {
            seeks = false;
            number = ownNumber();
            tellAll();
            return true;
        }
        seeks |= origin == Origin.INHERITS;
        return false;
    }

    /** Of what this host founds where it was founded or agreed on. */
    private long ownNumber() {
        return (origin == Origin.INHERITS ? AGREED : 0) + self.start();
    }

    private boolean endsHere() {
        seeks = false;
        return number == self.start();
    }

    Heed heeds(long founding) {
        if (founding < number) {
            out.add(new ShardAct.Late(partition));
            return Heed.OVER;
        }
        if (founding == number) {
            return Heed.SAME;
        }
        boolean isFirst = number == 0;
        number = founding;
        tellAll();
        return isFirst ? Heed.SAME : Heed.NEXT;
    }

    /** To be told to whoever is met. What is founded once needs no word: who hears of it hears of no other. */
    void tell(Seat peer) {
        if (number >= OF_HEIRS || ShardHost.isAgain(number)) {
            out.send(peer, new Founded(partition, number));
        }
    }

    private void tellAll() {
        peers.holders(partition).forEach(place -> tell(place.seat()));
    }

    /**
     * Another wants to found, and this host never knew of seats enough to go on, nor is it bound to an owner. What it
     * has founded itself may be over soon, so nothing is said of that before it is agreed.
     */
    void asked(ShardHost by, long wanted, boolean isBlank) {
        if (begins == Begins.NOT_AGREED) {
            return;
        }
        boolean mayFound = !isOfHeir(wanted) || by.node().equals(peers.descent().eldest()) && peers.hearsMembersOnly();
        if (mayFound && wanted > number) {
            out.send(by.seat(), new HasNoSeat(partition, isBlank));
        }
    }

    void answered(Seat by, boolean isBlank) {
        seatless.put(by, isBlank);
    }

    /**
     * Whether this host founds the partition, now.
     *
     * @param isBlank whether this host was told nothing of any group
     * @param isSeatless whether it would say itself that it has no seat
     */
    boolean founds(boolean isBlank, boolean isSeatless, long nowNanos) {
        seeks &= isBlank;
        wanted = wanted(isSeatless);
        if (wanted <= number) {
            return false;
        }
        if (isOfHeir(wanted)
                && (!hasAsked || nowNanos - roundNanos >= limits.group().leaseNanos())) {
            roundNanos = nowNanos;
            seatless.clear();
        }
        if (missing() == null && isNothingLost()) {
            seeks = false;
            number = wanted;
            tellAll();
            out.add(new ShardAct.FoundedAgain(partition));
            return true;
        }
        if (!hasAsked || nowNanos - askedNanos >= limits.group().resendNanos()) {
            hasAsked = true;
            askedNanos = nowNanos;
            for (var place : peers.holders(partition)) {
                if (!seatless.containsKey(place.seat())) {
                    out.send(place.seat(), new MayFound(partition, wanted));
                }
            }
        }
        return false;
    }

    private long wanted(boolean isSeatless) {
        if (seeks) {
            return ownNumber();
        }
        return inherits() && isSeatless ? OF_HEIRS + peers.viewNumber() : 0;
    }

    private boolean inherits() {
        return origin == Origin.INHERITS
                && begins == Begins.WITH_CLUSTER
                && number < OF_HEIRS
                && limits.replicas() > 1
                && self.restarts() == 0
                && peers.descent().heir();
    }

    /** Whether this host would found it, if nobody has a seat. */
    boolean mayFound() {
        return seeks || inherits();
    }

    /** The first member whose host has not said that it has no seat; null if there is none. */
    private @Nullable Long missing() {
        for (long node : peers.members()) {
            var host = peers.latest(node, partition);
            if (node != self.seat().node() && (host == null || !seatless.containsKey(host.seat()))) {
                return node;
            }
        }
        return peers.members().contains(self.seat().node())
                ? null
                : (Long) self.seat().node();
    }

    /** Whether all who can have had a seat beside the founder have said that they have none. */
    private boolean isNothingLost() {
        int again = 0;
        boolean isBlank = limits.replicas() > 2;
        for (long node : peers.members()) {
            if (node != self.seat().node()) {
                var host = Objects.requireNonNull(peers.latest(node, partition));
                if (host.restarts() > 0) {
                    again++;
                } else {
                    isBlank &= Objects.requireNonNull(seatless.get(host.seat()));
                }
            }
        }
        if (isOfHeir(wanted)) {
            return peers.descent().heir() && again == 0;
        }
        return peers.descent().left() == 0 && (again == 0 || again == 1 && isBlank);
    }
}
