package multikernel.agreement.group;

import java.util.List;
import multikernel.agreement.group.GroupMessage.Append;
import multikernel.agreement.group.GroupMessage.Appended;
import multikernel.agreement.group.GroupMessage.Fetch;
import multikernel.agreement.group.GroupMessage.Fetched;
import multikernel.agreement.group.GroupMessage.Missing;
import multikernel.agreement.group.GroupMessage.Piece;
import multikernel.agreement.group.GroupMessage.Prepare;
import multikernel.agreement.group.GroupMessage.Promise;
import multikernel.agreement.group.GroupMessage.Refuse;
import multikernel.agreement.group.GroupMessage.Release;
import multikernel.agreement.group.GroupMessage.Taken;
import multikernel.codec.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One seat of one replicated group: it follows an owner, or is one, or is on its way to be one.
 *
 * <p>Its caller reads the time that it hands over after what it hands over came in: a lease is judged by it. The acts
 * that a call returns are there until the next call, and are performed in their order.
 */
public final class Group {

    private final Standing standing;
    private final Leading leading;
    private final Campaign campaign;
    private final Following following;

    private Group(Seat self, List<Seat> founders, GroupState state, GroupLimits limits) {
        standing = new Standing(self, founders, state, limits);
        leading = new Leading(standing);
        campaign = new Campaign(standing, leading);
        following = new Following(standing);
    }

    /** A member of a new group; all of them are given the same founders, once in the life of the group. */
    public static Group founding(Seat self, List<Seat> founders, GroupState state, GroupLimits limits) {
        if (!founders.contains(self) || founders.size() > GroupMessage.SEATS_MAX) {
            throw new IllegalArgumentException(self + " does not found " + founders);
        }
        return new Group(self, founders, state, limits);
    }

    /** A seat that knows nothing; it counts once an owner has brought it up to date and made it a member. */
    public static Group joining(Seat self, GroupState state, GroupLimits limits) {
        return new Group(self, List.of(), state, limits);
    }

    /** The owner that this member follows, if it knows one: a hint for those who ask. */
    public @Nullable Seat owner() {
        return standing.owner;
    }

    /** Up to which index this member knows that everything is done; a write may say that it came later. */
    public long committed() {
        return standing.replica.committed();
    }

    /** The highest that this member has promised to heed; each change of owner has a higher one. */
    public long ballot() {
        return standing.promised;
    }

    /** How many the group was at the most, as far as this member ever knew; a majority may never have held it. */
    public int seatsMost() {
        return log().seatsMost();
    }

    /** How many the group was at the most, as a majority holds it. */
    public int seatsMostCommitted() {
        return standing.replica.seatsMost();
    }

    /** Whether this member holds nothing of the group, not even a part of its state. */
    public boolean isBlank() {
        return standing.replica.isBlank();
    }

    /** Whether another than the seat may still believe in a lease that this member has granted to it. */
    public boolean isBound(Seat seat, long nowNanos) {
        return standing.lease.bindsAgainst(seat, nowNanos);
    }

    /** The group, as far as this member knows. */
    public List<Seat> seats() {
        return standing.seats();
    }

    /** Whether the state may be read now as the newest there is, or why not. */
    public @Nullable GroupRefusal mayRead(long nowNanos) {
        var mine = standing.ownership;
        if (mine == null) {
            return GroupRefusal.NOT_OWNER;
        }
        return mine.isServing() && mine.hasLease(nowNanos) ? null : GroupRefusal.NO_MAJORITY;
    }

    /** This member is to own the group, whenever nobody else does; until it is told to {@link #yield}. */
    public List<GroupAct> lead(long nowNanos) {
        standing.acts.begin();
        if (!standing.wanted) {
            standing.wanted = true;
            standing.campaignAtNanos = nowNanos;
        }
        campaign.beginIfDue(nowNanos);
        return standing.acts.all();
    }

    /** This member is no longer to own the group. What is in flight should have been awaited: it ends undecided. */
    public List<GroupAct> yield() {
        standing.acts.begin();
        standing.wanted = false;
        standing.candidacy = null;
        if (standing.ownership != null) {
            standing.ownership.release();
            standing.cease();
            standing.owner = null;
        }
        return standing.acts.all();
    }

    /**
     * That start of a member has ended, for certain: whatever it said last, it does nothing any more. So nobody waits
     * for the end of a lease of its. Of one that only stands still, or is only out of reach, this must not be said.
     */
    public List<GroupAct> ended(Seat seat, long nowNanos) {
        standing.acts.begin();
        if (!seat.equals(standing.self)) {
            standing.ended(seat, nowNanos);
            campaign.tick(nowNanos);
        }
        return standing.acts.all();
    }

    /** Who the members should be, of those that live: while this member owns the group, it sees to it. */
    public List<GroupAct> seat(List<Seat> seats, long nowNanos) {
        standing.acts.begin();
        standing.desired = List.copyOf(seats);
        if (standing.ownership != null) {
            standing.ownership.follow(standing.desired, nowNanos);
            leading.proceed(standing.ownership, nowNanos);
        }
        return standing.acts.all();
    }

    /** Begins a write, which goes on with the next {@link #flush}; it ends in one answer or refusal. */
    public List<GroupAct> submit(Operation operation, Bytes command, long nowNanos) {
        standing.acts.begin();
        var refusal = begin(operation, command, nowNanos);
        if (refusal != null) {
            standing.acts.add(new GroupAct.Refused(operation, refusal));
        }
        return standing.acts.all();
    }

    private @Nullable GroupRefusal begin(Operation operation, Bytes command, long nowNanos) {
        var recent = standing.replica.recent();
        int known = recent.find(operation);
        if (known >= 0) {
            standing.acts.add(new GroupAct.Answered(operation, recent.indexAt(known), recent.resultAt(known)));
            return null;
        }
        var mine = standing.ownership;
        if (mine == null) {
            return standing.candidacy == null ? GroupRefusal.NOT_OWNER : GroupRefusal.NO_MAJORITY;
        }
        if (!mine.isServing() || !mine.hasLease(nowNanos)) {
            return GroupRefusal.NO_MAJORITY;
        }
        if (recent.mayHaveForgotten(operation)) {
            return GroupRefusal.FORGOTTEN;
        }
        if (command.length() > Entry.COMMAND_BYTES_MAX) {
            return GroupRefusal.TOO_LONG;
        }
        if (mine.isFull()) {
            return GroupRefusal.BUSY;
        }
        mine.write(operation, command, nowNanos);
        return null;
    }

    /** Sends on what was submitted, together. */
    public List<GroupAct> flush(long nowNanos) {
        standing.acts.begin();
        if (standing.ownership != null) {
            standing.ownership.flush(nowNanos);
            leading.proceed(standing.ownership, nowNanos);
        }
        return standing.acts.all();
    }

    /** To be told several times in each heartbeat, also when nothing happens. */
    public List<GroupAct> ticked(long nowNanos) {
        standing.acts.begin();
        following.tick(nowNanos);
        if (standing.ownership == null) {
            campaign.tick(nowNanos);
        } else {
            standing.ownership.tick(nowNanos);
            leading.proceed(standing.ownership, nowNanos);
        }
        return standing.acts.all();
    }

    /** Takes what another seat said; what is not from a seat of this group must not come here. */
    public List<GroupAct> heard(Seat from, GroupMessage message, long nowNanos) {
        standing.acts.begin();
        if (standing.ended.filter(from::equals).isPresent()) {
            return standing.acts.all();
        }
        if (message.ballot() < standing.promised && isSaidFromAbove(message)) {
            standing.acts.send(from, new Refuse(message.ballot(), standing.promised));
            standing.acts.add(new GroupAct.Late(from, message.ballot()));
        } else {
            take(from, message, nowNanos);
        }
        return standing.acts.all();
    }

    private void take(Seat from, GroupMessage message, long nowNanos) {
        switch (message) {
            case Prepare prepare -> following.prepare(from, prepare, nowNanos);
            case Promise promise -> campaign.promised(from, promise, nowNanos);
            case Refuse refuse -> campaign.refused(refuse, nowNanos);
            case Fetch fetch -> following.fetch(from, fetch, nowNanos);
            case Fetched fetched -> campaign.fetched(from, fetched, nowNanos);
            case Append append -> following.append(from, append, nowNanos);
            case Appended appended -> leading.appended(from, appended, nowNanos);
            case Missing missing -> leading.missing(from, missing, nowNanos);
            case Piece piece -> {
                if (!campaign.piece(from, piece, nowNanos)) {
                    following.piece(from, piece, nowNanos);
                }
            }
            case Taken taken -> {
                if (!following.taken(from, taken, nowNanos)) {
                    leading.taken(from, taken, nowNanos);
                }
            }
            case Release release -> following.released(from, release, nowNanos);
        }
    }

    Log log() {
        return standing.replica.log();
    }

    long promised() {
        return standing.promised;
    }

    /** Where this member stands, for a person. */
    @Override
    public String toString() {
        var replica = standing.replica;
        return "promised " + standing.promised + " to " + standing.promisedTo + ", owner " + standing.owner
                + ", log to "
                + replica.log().last() + " under " + replica.log().lastBallot() + ", committed " + replica.committed()
                + (replica.isIncomplete() ? ", incomplete" : "") + ", seats " + standing.seats();
    }

    /** What members heed only under a ballot that is not below the one that they promised. */
    private static boolean isSaidFromAbove(GroupMessage message) {
        return switch (message) {
            case Prepare _, Fetch _, Append _, Piece _ -> true;
            case Promise _, Refuse _, Fetched _, Appended _, Missing _, Taken _, Release _ -> false;
        };
    }
}
