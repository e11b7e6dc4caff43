package multikernel.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What has been asked and not answered, by ticket, oldest first. All wait equally long, so the oldest is always the
 * first to be too late.
 *
 * @param <W> what is kept for each
 */
final class Waiting<W> {

    private record Entry<W>(W what, long deadlineNanos) {}

    private final int max;
    private final long patienceNanos;
    private final LinkedHashMap<Long, Entry<W>> byTicket = new LinkedHashMap<>();

    Waiting(int max, long patienceNanos) {
        this.max = max;
        this.patienceNanos = patienceNanos;
    }

    boolean full() {
        return byTicket.size() >= max;
    }

    boolean isEmpty() {
        return byTicket.isEmpty();
    }

    int size() {
        return byTicket.size();
    }

    void add(long ticket, W what, long nowNanos) {
        byTicket.put(ticket, new Entry<>(what, nowNanos + patienceNanos));
    }

    /** Empty if the ticket was settled before. */
    Optional<W> settle(long ticket) {
        return Optional.ofNullable(byTicket.remove(ticket)).map(Entry::what);
    }

    Optional<W> peek(long ticket) {
        return Optional.ofNullable(byTicket.get(ticket)).map(Entry::what);
    }

    /** Those that fit, which go on waiting. */
    List<W> those(Predicate<W> fits) {
        return byTicket.values().stream().map(Entry::what).filter(fits).toList();
    }

    /** Takes out those whose time has passed. */
    List<W> late(long nowNanos) {
        var late = new ArrayList<W>();
        for (var entries = byTicket.values().iterator(); entries.hasNext(); ) {
            var entry = entries.next();
            if (nowNanos - entry.deadlineNanos() < 0) {
                break;
            }
            entries.remove();
            late.add(entry.what());
        }
        return late;
    }

    /** Takes out those that fit. */
    List<W> remove(Predicate<W> fits) {
        var removed = new ArrayList<W>();
        byTicket.values().removeIf(entry -> fits.test(entry.what()) && removed.add(entry.what()));
        return removed;
    }
}
