package multikernel.agreement.group;

import java.util.List;
import multikernel.agreement.group.GroupMessage.Append;
import multikernel.agreement.group.GroupMessage.Appended;
import multikernel.agreement.group.GroupMessage.Fetch;
import multikernel.agreement.group.GroupMessage.Fetched;
import multikernel.agreement.group.GroupMessage.Missing;
import multikernel.agreement.group.GroupMessage.Piece;
import multikernel.agreement.group.GroupMessage.Promise;
import multikernel.agreement.group.GroupMessage.Release;
import multikernel.agreement.group.GroupMessage.Taken;
import multikernel.codec.Bytes;

/** Mistakes that an implementation of groups could make; the world has to notice each one. */
@SuppressWarnings("ImmutableEnumChecker") // a bug keeps nothing
enum GroupBugs {
    /** A node that has forgotten everything votes as if it had not. */
    KEEPS_ITS_SEAT_WITHOUT_ITS_MEMORY(new GroupBug() {
        @Override
        public boolean keepsSeat() {
            return true;
        }
    }),
    /** A replica takes what an owner sends whose time is over. */
    HEEDS_OLD_BALLOTS(
            GroupBug.hearing((by, message) -> message instanceof Append append && append.ballot() < promised(by)
                    ? new Append(
                            promised(by) + 1,
                            append.stampNanos(),
                            append.previousIndex(),
                            append.previousBallot(),
                            append.committed(),
                            append.entries())
                    : message)),
    /** A replica puts entries behind whatever it has. */
    APPENDS_BEHIND_ANYTHING(GroupBug.hearing((by, message) -> {
        var log = by.group.log();
        return message instanceof Append append && !append.entries().isEmpty()
                ? new Append(
                        append.ballot(),
                        append.stampNanos(),
                        log.last(),
                        log.lastBallot(),
                        append.committed(),
                        append.entries())
                : message;
    })),
    /** A member says that it holds what is still on its way. */
    ACKNOWLEDGES_MORE_THAN_IT_HOLDS(GroupBug.saying((by, message) -> message instanceof Appended appended
            ? new Appended(appended.ballot(), appended.stampNanos(), appended.index() + 1)
            : message)),
    /** A new owner goes on with what it has itself. */
    ADOPTS_NOTHING(GroupBug.hearing((by, message) ->
            message instanceof Promise promise ? new Promise(promise.ballot(), 0, 0, promise.seats()) : message)),
    /** A new owner takes the longest log for the highest. */
    ADOPTS_THE_LONGEST(GroupBug.saying((by, message) -> message instanceof Promise promise
            ? new Promise(promise.ballot(), 1, promise.lastIndex(), promise.seats())
            : message)),
    /** A new owner has enough with the first part of what it fetches. */
    FETCHES_HALF(GroupBug.saying((by, message) ->
            message instanceof Fetched fetched && !fetched.entries().isEmpty()
                    ? new Fetched(
                            fetched.ballot(),
                            fetched.previousIndex(),
                            fetched.previousBallot(),
                            fetched.committed(),
                            fetched.previousIndex(),
                            List.of())
                    : message)),
    /** A candidate counts what was promised to it under a ballot that it has given up. */
    COUNTS_OLD_PROMISES(
            GroupBug.hearing((by, message) -> message instanceof Promise promise && promise.ballot() < promised(by)
                    ? new Promise(promised(by), promise.lastBallot(), promise.lastIndex(), promise.seats())
                    : message)),
    /** An owner takes what it has sent for held by whoever answers anything. */
    COMMITS_WHAT_IT_HAS_SENT(GroupBug.hearing((by, message) -> message instanceof Appended appended
                    && appended.ballot() == promised(by)
            ? new Appended(
                    appended.ballot(), appended.stampNanos(), by.group.log().last())
            : message)),
    /** An owner says nothing while it has nothing new to say. */
    NEVER_SPEAKS_UP(GroupBug.saying((by, message) ->
            message instanceof Append append && append.entries().isEmpty() ? null : message)),
    /** A candidate asks for nothing else than its own group. */
    COUNTS_A_MAJORITY_OF_AN_OLD_GROUP(GroupBug.hearing((by, message) -> message instanceof Promise promise
            ? new Promise(promise.ballot(), promise.lastBallot(), promise.lastIndex(), by.group.seats())
            : message)),
    /** A member forgets that it has granted a lease. */
    PROMISES_DURING_A_LEASE(new GroupBug() {
        @Override
        public GroupLimits limits(GroupLimits limits, int node) {
            return lease(limits, 2 * limits.heartbeatNanos(), limits.driftMillionths());
        }

        @Override
        public GroupMessage heard(GroupSeat by, GroupMessage message) {
            return message instanceof Appended appended
                    ? new Appended(appended.ballot(), by.clock(by.now), appended.index())
                    : message;
        }
    }),
    /** An owner counts its lease from when it is answered. */
    COUNTS_THE_LEASE_FROM_THE_ANSWER(GroupBug.hearing((by, message) -> message instanceof Appended appended
            ? new Appended(appended.ballot(), by.clock(by.now), appended.index())
            : message)),
    /** Nobody takes into account that clocks differ. */
    FORGETS_DRIFT(new GroupBug() {
        @Override
        public GroupLimits limits(GroupLimits limits, int node) {
            return lease(limits, limits.leaseNanos(), 0);
        }
    }),
    /** One node was given another lease than all others. */
    BELIEVES_IN_A_LONGER_LEASE(new GroupBug() {
        @Override
        public GroupLimits limits(GroupLimits limits, int node) {
            return node == 0 ? lease(limits, 3 * limits.leaseNanos(), limits.driftMillionths()) : limits;
        }
    }),
    /** An owner reads what it has as long as it thinks that it is the owner. */
    READS_WITHOUT_A_LEASE(new GroupBug() {
        @Override
        public boolean readsWithoutLease() {
            return true;
        }
    }),
    /** A node that was stopped judges what came meanwhile by the time when it stopped. */
    READS_THE_TIME_TOO_EARLY(new GroupBug() {
        @Override
        public boolean readsTheTimeTooEarly() {
            return true;
        }
    }),
    /** An owner releases what it goes on to use. */
    RELEASES_AND_GOES_ON(GroupBug.saying((by, message) ->
            message instanceof Append append && append.entries().isEmpty() ? new Release(append.ballot()) : message)),
    /** Of who only stands still it is said that it has ended. */
    TAKES_THE_STOPPED_FOR_ENDED(new GroupBug() {
        @Override
        public boolean takesTheStoppedForEnded() {
            return true;
        }
    }),
    /** What is asked for again is taken for something new. */
    NAMES_AGAIN_WHAT_IS_ASKED_AGAIN(new GroupBug() {
        @Override
        public boolean namesAgain() {
            return true;
        }
    }),
    /** Whoever is given the state is not told what it must not do again. */
    HANDS_OVER_NO_MEMORY_OF_WRITES(GroupBug.saying(
            (by, message) -> message instanceof Piece piece ? piece(piece, 0, List.of(), piece.state()) : message)),
    /** A piece of the state is left out. */
    LEAVES_OUT_A_PIECE(GroupBug.saying((by, message) -> message instanceof Piece piece && !piece.last()
            ? piece(piece, piece.forgotten(), piece.remembered(), Bytes.EMPTY)
            : message)),
    /** Whoever is given the state says at once that it has it. */
    HAS_ENOUGH_TOO_EARLY(GroupBug.saying((by, message) -> message instanceof Taken taken
            ? new Taken(taken.ballot(), taken.transfer(), GroupMessage.ENOUGH)
            : message)),
    /** A write is answered when it is begun. */
    ANSWERS_AT_ONCE(new GroupBug() {
        @Override
        public boolean answersAtOnce() {
            return true;
        }
    }),
    /** What was lost is not sent again. */
    FORGETS_WHAT_IS_MISSING(
            GroupBug.saying((by, message) -> message instanceof Missing || message instanceof Fetch ? null : message));

    final GroupBug bug;

    GroupBugs(GroupBug bug) {
        this.bug = bug;
    }

    private static long promised(GroupSeat by) {
        return by.group.promised();
    }

    private static Piece piece(Piece old, long forgotten, List<GroupMessage.Remembered> remembered, Bytes state) {
        return new Piece(
                old.ballot(),
                old.transfer(),
                old.index(),
                old.indexBallot(),
                old.number(),
                old.last(),
                forgotten,
                old.seats(),
                remembered,
                state);
    }

    private static GroupLimits lease(GroupLimits old, long leaseNanos, int driftMillionths) {
        return new GroupLimits(
                leaseNanos,
                driftMillionths,
                old.heartbeatNanos(),
                old.resendNanos(),
                old.backoffNanos(),
                old.writeNanos(),
                old.inFlightMax(),
                old.windowMax(),
                old.batchMax(),
                old.batchBytesMax(),
                old.keptMax(),
                old.keptBytesMax(),
                old.recentMax());
    }
}
