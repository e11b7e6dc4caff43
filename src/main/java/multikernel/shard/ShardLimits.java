package multikernel.shard;

import multikernel.agreement.group.GroupLimits;
import multikernel.agreement.group.GroupMessage;

/**
 * How many partitions a domain has, and how long its hosts wait. All hosts have the same.
 *
 * @param replicas of each partition on nodes of their own, before it takes commands; 1: a partition is where it was
 *     founded, and is lost with that
 * @param commandNanos until a command is refused if it is not done
 * @param waitingMax commands of one host's own node that are not answered; beyond, {@code busy}
 * @param askNanos after which somebody else is asked, or the same one again
 * @param pauseNanos before all are asked again who declined
 * @param rankNanos times the rank among the live members: how long one waits before it takes a partition over
 * @param drainNanos how long an owner that is to yield waits for the writes that it has begun
 * @param settleNanos how long a member is there, and another owns what it would own, before it is handed that
 * @param restNanos until a partition is handed to another owner again that is only more suitable; and how long an owner
 *     takes a member whose node it never heard of for one that has just come
 */
public record ShardLimits(
        int partitions,
        int replicas,
        GroupLimits group,
        long commandNanos,
        int waitingMax,
        long askNanos,
        long pauseNanos,
        long rankNanos,
        long drainNanos,
        long settleNanos,
        long restNanos) {

    private static final long MILLIS = 1_000_000L;
    private static final int SEATS_WITH_A_MAJORITY_WITHOUT_ONE = 3;

    /** A command outlasts a take-over, which takes a lease and some ranks. */
    public static ShardLimits of(int partitions, int replicas) {
        return new ShardLimits(
                partitions,
                replicas,
                GroupLimits.DEFAULT,
                8_000 * MILLIS,
                8192,
                1_000 * MILLIS,
                20 * MILLIS,
                200 * MILLIS,
                1_000 * MILLIS,
                5_000 * MILLIS,
                30_000 * MILLIS);
    }

    /** A group with so many seats goes on without any one of them; one with fewer takes no command either. */
    int seatsThatGoOn() {
        return Math.min(replicas, SEATS_WITH_A_MAJORITY_WITHOUT_ONE);
    }

    public ShardLimits {
        if (partitions < 1 || replicas < 1 || waitingMax < 1) {
            throw new IllegalArgumentException("partitions, replicas and commands that wait start at 1");
        }
        if (replicas > GroupMessage.SEATS_MAX - 1) {
            throw new IllegalArgumentException("a partition has at most " + (GroupMessage.SEATS_MAX - 1)
                    + " replicas, and one more while one is replaced, not " + replicas);
        }
        if (pauseNanos < 1 || rankNanos < 1 || drainNanos < 1 || settleNanos < 1 || restNanos < 1) {
            throw new IllegalArgumentException("times of a partition start at 1 ns");
        }
        if (askNanos < 1 || commandNanos <= askNanos) {
            throw new IllegalArgumentException("a command that ends after " + commandNanos
                    + " ns is never asked for again, for that takes " + askNanos + " ns");
        }
    }
}
