package multikernel.agreement.group;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import multikernel.agreement.group.GroupMessage.Promise;

/**
 * A member on its way to own the group: it gathers promises until those who promised are a majority of the group as the
 * highest log among theirs has it, and then it takes that log from whoever holds it.
 */
final class Candidacy {

    final long ballot;
    private final Seat self;
    private final Map<Seat, Promise> promises = new LinkedHashMap<>();
    private final Set<Seat> asked = new LinkedHashSet<>();
    private Seat highest;
    private boolean fetching;
    private long movedAtNanos;
    private long saidAtNanos;

    Candidacy(Seat self, Promise own, long nowNanos) {
        this.self = self;
        this.ballot = own.ballot();
        highest = self;
        promises.put(self, own);
        asked.add(self);
        movedAtNanos = nowNanos;
        saidAtNanos = nowNanos;
    }

    /** Who holds the highest log of those who promised; oneself if no other holds more. */
    Seat highest() {
        return highest;
    }

    boolean isFetching() {
        return fetching;
    }

    boolean fetchesFrom(Seat seat) {
        return fetching && highest.equals(seat);
    }

    void promised(Seat from, Promise promise, long nowNanos) {
        if (!fetching && promises.putIfAbsent(from, promise) == null) {
            movedAtNanos = nowNanos;
            if (isHigher(promise, promiseOf(highest))) {
                highest = from;
            }
        }
    }

    /** The group, as the highest log has it. */
    List<Seat> seats() {
        return promiseOf(highest).seats();
    }

    /** Those of the group who are not asked yet; from now on they are. */
    List<Seat> newlyAsked() {
        return seats().stream().filter(asked::add).toList();
    }

    List<Seat> silent() {
        return asked.stream().filter(seat -> !promises.containsKey(seat)).toList();
    }

    boolean hasMajority() {
        long promised = seats().stream().filter(promises::containsKey).count();
        return 2 * promised > seats().size();
    }

    boolean isOfTheGroup() {
        return seats().contains(self);
    }

    void fetch(long nowNanos) {
        fetching = true;
        moved(nowNanos);
    }

    void moved(long nowNanos) {
        movedAtNanos = nowNanos;
        saidAtNanos = nowNanos;
    }

    boolean isStuck(long nowNanos, long limitNanos) {
        return fetching && nowNanos - movedAtNanos >= limitNanos;
    }

    /** Whether what was not answered is to be said again. */
    boolean isDue(long nowNanos, long resendNanos) {
        if (nowNanos - saidAtNanos < resendNanos) {
            return false;
        }
        saidAtNanos = nowNanos;
        return true;
    }

    private Promise promiseOf(Seat seat) {
        return Objects.requireNonNull(promises.get(seat));
    }

    private static boolean isHigher(Promise left, Promise right) {
        return left.lastBallot() != right.lastBallot()
                ? left.lastBallot() > right.lastBallot()
                : left.lastIndex() > right.lastIndex();
    }
}
