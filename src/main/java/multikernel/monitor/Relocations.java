package multikernel.monitor;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;

/**
 * Where a dispatcher that threw is to start instead. A domain may move so many times within a window: one that throws
 * wherever it starts must not go round for ever.
 */
public final class Relocations {

    private final int movesMax;
    private final long windowNanos;
    private final Map<String, ArrayDeque<Long>> moves = new HashMap<>();

    public Relocations(int movesMax, long windowNanos) {
        this.movesMax = movesMax;
        this.windowNanos = windowNanos;
    }

    /**
     * The core for it, on which the domain has no dispatcher yet; the least loaded, and of those the lowest. Empty if
     * there is none, or it has moved too often.
     *
     * @param online that stay so
     * @param load dispatchers that a core has
     */
    public Optional<CoreId> target(DomainSpec domain, List<CoreId> online, ToIntFunction<CoreId> load, long nowNanos) {
        var recent = moves.computeIfAbsent(domain.name(), name -> new ArrayDeque<>());
        while (!recent.isEmpty() && nowNanos - recent.getFirst() > windowNanos) {
            recent.removeFirst();
        }
        var target = online.stream()
                .filter(core -> !domain.cores().contains(core))
                .min(Comparator.comparingInt(load).thenComparing(Comparator.naturalOrder()));
        if (target.isEmpty() || recent.size() >= movesMax) {
            return Optional.empty();
        }
        recent.addLast(nowNanos);
        return target;
    }

    /** The domain has ended. */
    public void forget(String domain) {
        moves.remove(domain);
    }
}
