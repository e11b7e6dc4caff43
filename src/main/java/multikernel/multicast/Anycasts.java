package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/**
 * Hands each message of one sender to one member of a group: to that with the fewest that it has not taken, the nearest
 * of several. So a member that is slow gets as much as it takes. What a member had not said to have taken when it ended
 * goes to another, so that a message is taken twice at most where a member took it and ended before that was heard.
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
        final long distance;
        boolean isOpen = true;
        long sent;

        Account(long distance) {
            this.distance = distance;
        }
    }

    private final int credit;
    private final ToLongFunction<CoreId> distance;
    private final Way<M> way;
    private final Map<Seat, Account<M>> accounts = new HashMap<>();
    private final ArrayDeque<M> again = new ArrayDeque<>();
    private long retried;

    /**
     * @param credit messages that one member may have not taken, from 1
     * @param distance to a core: what a message there costs
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
    public void members(Collection<Seat> all, Collection<Seat> open) {
        accounts.entrySet().removeIf(each -> {
            var isGone = !all.contains(each.getKey());
            if (isGone) {
                again.addAll(each.getValue().waiting);
            }
            return isGone;
        });
        for (var seat : all) {
            accounts.computeIfAbsent(seat, each -> new Account<>(distance.applyAsLong(each.core()))).isOpen =
                    open.contains(seat);
        }
        goAgain();
    }

    public Said cast(M message) {
        var to = again.isEmpty() ? best() : null;
        if (to == null) {
            return accounts.isEmpty() ? Said.CLOSED : Said.BUSY;
        }
        send(to, message);
        return Said.ACCEPTED;
    }

    private @Nullable Seat best() {
        Seat best = null;
        int least = credit;
        long nearest = 0;
        for (var each : accounts.entrySet()) {
            var account = each.getValue();
            int load = account.waiting.size();
            var isBetter = load < least || (load == least && best != null && account.distance < nearest);
            if (account.isOpen && isBetter) {
                best = each.getKey();
                least = load;
                nearest = account.distance;
            }
        }
        return best;
    }

    private void send(Seat to, M message) {
        var account = accounts.get(to);
        if (account != null) {
            account.waiting.add(message);
            account.sent++;
            way.send(to, account.sent, message);
        }
    }

    /** A member has taken all up to this number; what it says of another start of its core changes nothing. */
    public void taken(Seat by, long number) {
        var account = accounts.get(by);
        if (account != null) {
            while (!account.waiting.isEmpty() && account.sent - account.waiting.size() < number) {
                account.waiting.remove();
            }
            goAgain();
        }
    }

    private void goAgain() {
        for (var to = best(); to != null && !again.isEmpty(); to = best()) {
            retried++;
            send(to, again.remove());
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
