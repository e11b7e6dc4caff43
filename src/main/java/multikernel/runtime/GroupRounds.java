package multikernel.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Refusal;
import multikernel.multicast.GroupView;
import multikernel.multicast.Outcome;
import multikernel.multicast.RoundLimits;
import multikernel.multicast.Routes;
import org.jspecify.annotations.Nullable;

/** Where one dispatcher waits for the others of its domain, by name: each is there once somebody comes to it. */
final class GroupRounds {

    private final DomainSpec domain;
    private final CoreSite site;
    private final Routes routes;
    private final GroupCounts counts;
    private final GroupPart.Host host;
    private final RoundLimits limits;
    private final Map<RoundKey, RoundPart> parts = new HashMap<>();
    private final Set<CoreId> absent;
    private final ArrayDeque<Runnable> due = new ArrayDeque<>();
    private GroupView view = GroupView.NONE;

    GroupRounds(DomainSpec domain, CoreSite site, Routes routes, GroupCounts counts, GroupPart.Host host) {
        this.counts = counts;
        this.domain = domain;
        this.site = site;
        this.routes = routes;
        this.host = host;
        var groups = site.setup().settings().groups();
        limits = new RoundLimits(groups.partsMax(), TimeUnit.MILLISECONDS.toNanos(groups.roundMillis()));
        absent = new HashSet<>(domain.cores());
    }

    void view(GroupView now) {
        view = now;
        now.seats().forEach(seat -> absent.remove(seat.core()));
        parts.values().forEach(part -> part.view(now));
        show();
    }

    /** Whoever looks sees how they stand. */
    private void show() {
        if (!parts.isEmpty()) {
            var now = System.nanoTime();
            counts.rounds(parts.values().stream().map(part -> part.reading(now)).toList(), now);
        }
    }

    /** Completed on this core's thread. */
    CompletionStage<Outcome<Object>> arrive(RoundKey key, Object part, @Nullable RoundFold fold) {
        if (!parts.containsKey(key)
                && parts.size() >= site.setup().settings().groups().roundsMax()) {
            return refused(Refusal.TOO_MANY_ROUNDS, key.name());
        }
        var why = site.setup().factories().parts().of(part);
        if (why.reason() != null && site.setup().factories().parts().isStrict()) {
            return refused(Refusal.MUTABLE_MESSAGE, why.reason());
        }
        var answer = part(key).arrive(part, fold);
        host.watchSoon();
        show();
        return answer;
    }

    private static CompletionStage<Outcome<Object>> refused(Refusal why, String detail) {
        return CompletableFuture.failedStage(new RoundRefused(why, detail));
    }

    private RoundPart part(RoundKey key) {
        var part = parts.get(key);
        if (part == null) {
            part = new RoundPart(key, site.core(), absent, limits, routes, host);
            parts.put(key, part);
            part.view(view);
        }
        return part;
    }

    void heard(GroupLetter.Round letter) {
        part(letter.key()).heard(letter.message());
        show();
    }

    /** To be done outside of the machines. */
    void due(Runnable answer) {
        due.add(answer);
    }

    void answer() {
        while (!due.isEmpty()) {
            due.remove().run();
        }
        show();
    }

    boolean isWaiting() {
        return parts.values().stream().anyMatch(RoundPart::isWaiting);
    }

    void ticked(long nowNanos) {
        List.copyOf(parts.values()).forEach(part -> part.ticked(nowNanos));
        show();
    }

    void end() {
        answer();
        parts.values().forEach(part -> part.end(domain.name()));
    }
}
