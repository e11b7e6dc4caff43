package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/**
 * Hands each message of one sender to one member of a group: to that which is expected to be done with it first, by how
 * long it took for those before and how many it has; what a message there costs stands for that until it is known. So a
 * member that is slow gets little, and now and then one to see whether it still is. What a member had not said to have
 * taken when it ended goes to another: taken twice only where that member took it and ended before this was heard.
 */
public final class Anycasts<M> {

    /** Told what is to go where. */
    @FunctionalInterface
    public interface Way<M> {

        /** @param number of what this sender handed to that member, from 1 */
        void send(Seat to, long number, M message);
    }

    private static final class Account<M> {
        final ArrayDeque<M> waiting = new ArrayDeque<>();
        final long[] sentAt;
        boolean isOpen = true;
        long sent;
        long done;
        /** For one message, by the latest. */
        long nanos;

        Account(long distance, int credit) {
            nanos = Math.max(1, distance);
            sentAt = new long[credit];
        }

        int load() {
            return (int) (sent - done);
        }

        boolean hasRoom() {
            return isOpen && load() < sentAt.length;
        }

        long expected() {
            return nanos * (load() + 1);
        }
    }

    /** One message of so many goes to a member that is idle, however slow it was. */
    private static final int PROBE_EACH = 1024;

    /** The latest time counts for one part of so many. */
    private static final int SMOOTHING = 8;

    private final int credit;
    private final ToLongFunction<CoreId> distance;
    private final Way<M> way;
    private final Map<Seat, Account<M>> accounts = new TreeMap<>();
    private final ArrayDeque<M> again = new ArrayDeque<>();
    private long retried;
    private long casts;

    /**
     * @param credit messages that one member may not be done with, from 1
     * @param distance to a core: what a message there costs, in nanoseconds
     */
    public Anycasts(int credit, ToLongFunction<CoreId> distance, Way<M> way) {
        if (credit < 1) {
            throw new IllegalArgumentException("credit " + credit);
        }
        this.credit = credit;
        this.distance = distance;
        this.way = way;
    }

    /**
     * Who there is. What those had that are there no more goes to others.
     *
     * @param open that may be given something new
     */
    public void members(Collection<Seat> all, Collection<Seat> open, long nowNanos) {
        var stay = new HashSet<>(all);
        var isOpen = new HashSet<>(open);
        accounts.entrySet().removeIf(each -> {
            var isGone = !stay.contains(each.getKey());
            if (isGone) {
                again.addAll(each.getValue().waiting);
            }
            return isGone;
        });
        for (var seat : all) {
            accounts.computeIfAbsent(seat, each -> new Account<>(distance.applyAsLong(each.core()), credit)).isOpen =
                    isOpen.contains(seat);
        }
        goAgain(nowNanos);
    }

    public Said cast(M message, long nowNanos) {
        casts++;
        var to = again.isEmpty() ? next() : null;
        if (to == null) {
            return accounts.isEmpty() ? Said.CLOSED : Said.BUSY;
        }
        send(to, message, nowNanos);
        return Said.ACCEPTED;
    }

    private @Nullable Seat next() {
        return casts % PROBE_EACH == 0 ? idlest() : best();
    }

    /** Of those that have nothing to do that which was slowest; anyone if there is none. */
    private @Nullable Seat idlest() {
        Seat idlest = null;
        long slowest = 0;
        for (var each : accounts.entrySet()) {
            var account = each.getValue();
            if (account.isOpen && account.load() == 0 && account.nanos > slowest) {
                idlest = each.getKey();
                slowest = account.nanos;
            }
        }
        return idlest == null ? best() : idlest;
    }

    private @Nullable Seat best() {
        Seat best = null;
        long least = Long.MAX_VALUE;
        for (var each : accounts.entrySet()) {
            var account = each.getValue();
            if (account.hasRoom() && account.expected() < least) {
                best = each.getKey();
                least = account.expected();
            }
        }
        return best;
    }

    private void send(Seat to, M message, long nowNanos) {
        var account = accounts.get(to);
        if (account != null) {
            account.waiting.add(message);
            account.sent++;
            account.sentAt[(int) (account.sent % credit)] = nowNanos;
            way.send(to, account.sent, message);
        }
    }

    /** A member has taken all up to this number: no other gets them. What another start of its core says is nothing. */
    public void taken(Seat by, long number) {
        var account = accounts.get(by);
        if (account != null) {
            while (!account.waiting.isEmpty() && account.sent - account.waiting.size() < number) {
                account.waiting.remove();
            }
        }
    }

    /** The same, and it is ready for more. */
    public void done(Seat by, long number, long nowNanos) {
        taken(by, number);
        var account = accounts.get(by);
        if (account != null && number > account.done && number <= account.sent) {
            account.done = number;
            long took = Math.max(1, nowNanos - account.sentAt[(int) (number % credit)]);
            account.nanos += (took - account.nanos) / SMOOTHING;
            goAgain(nowNanos);
        }
    }

    private void goAgain(long nowNanos) {
        for (var to = best(); to != null && !again.isEmpty(); to = best()) {
            retried++;
            send(to, again.remove(), nowNanos);
        }
    }

    /** Whether a message would be taken now. */
    public boolean hasRoom() {
        return again.isEmpty() && best() != null;
    }

    /** Messages that went to another member because theirs had ended, ever. */
    public long retried() {
        return retried;
    }
}
