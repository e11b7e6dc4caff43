package multikernel.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.base.OpenVote;
import multikernel.base.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * What one core had under way when it said so last.
 *
 * @param asked of it, and not answered
 * @param waits what it cannot end, as an owner, before others have said something
 * @param awaitedNanos of each core, for how long in all this one has waited for its word
 */
record Underway(long saidNanos, List<Asked> asked, List<Wait> waits, Map<CoreId, Long> awaitedNanos) {

    static final Underway NOTHING = new Underway(0, List.of(), List.of(), Map.of());

    Underway {
        awaitedNanos = Map.copyOf(awaitedNanos);
    }

    record Asked(OperationId operation, Protocol protocol, String domain, long beganNanos) {}

    /** @param ofObject of a domain, whose operations have numbers of their own */
    record Wait(OpenVote vote, boolean ofObject, long seenNanos) {

        private boolean isOf(OperationId operation, boolean isOfObject) {
            return ofObject == isOfObject && vote.operation().equals(operation);
        }
    }

    /**
     * What is under way a while later. Whose word is missing then and was missing before, for one operation, was waited
     * for all the while; what ends between two looks counts as nothing.
     */
    Underway later(List<Asked> nowAsked, List<OpenVote> ofCores, List<OpenVote> ofObjects, long nowNanos) {
        var next = Stream.concat(
                        ofCores.stream().map(vote -> wait(vote, false, nowNanos)),
                        ofObjects.stream().map(vote -> wait(vote, true, nowNanos)))
                .toList();
        var late = new HashSet<CoreId>();
        for (var wait : next) {
            var known = wait(wait.vote.operation(), wait.ofObject);
            if (known != null) {
                wait.vote.awaited().stream()
                        .filter(known.vote.awaited()::contains)
                        .forEach(late::add);
            }
        }
        var awaited = new HashMap<>(awaitedNanos);
        late.forEach(core -> awaited.merge(core, nowNanos - saidNanos, Long::sum));
        return new Underway(nowNanos, nowAsked, next, awaited);
    }

    private Wait wait(OpenVote vote, boolean ofObject, long nowNanos) {
        var known = wait(vote.operation(), ofObject);
        return new Wait(vote, ofObject, known == null ? nowNanos : known.seenNanos);
    }

    private @Nullable Wait wait(OperationId operation, boolean ofObject) {
        for (var wait : waits) {
            if (wait.isOf(operation, ofObject)) {
                return wait;
            }
        }
        return null;
    }
}
