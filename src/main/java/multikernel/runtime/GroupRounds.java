package multikernel.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.GroupPlace;
import multikernel.base.Refusal;
import multikernel.codec.Unsendable;
import multikernel.link.TooLong;
import multikernel.multicast.Outcome;
import multikernel.multicast.Roster;
import multikernel.multicast.RoundLimits;
import multikernel.multicast.Routes;
import multikernel.multicast.Seat;
import org.jspecify.annotations.Nullable;

/** Where one dispatcher waits for the others of its domain, by name: each is there once somebody comes to it. */
final class GroupRounds {

    /** Of a name, which goes along with each message. */
    private static final int NAME_CHARACTERS_MAX = 1024;

    private final DomainSpec domain;
    private final CoreSite site;
    private final GroupWays ways;
    private final Routes routes;
    private final GroupCounts counts;
    private final GroupPart.Host host;
    private final RoundLimits limits;
    private final Map<RoundKey, RoundPart> parts = new HashMap<>();
    private final Set<GroupPlace> absent = new HashSet<>();
    private final ArrayDeque<Runnable> due = new ArrayDeque<>();
    private Roster view = Roster.NONE;
    private @Nullable Seat self;
    private boolean isMember;

    GroupRounds(
            DomainSpec domain, CoreSite site, GroupWays ways, Routes routes, GroupCounts counts, GroupPart.Host host) {
        this.ways = ways;
        this.counts = counts;
        this.domain = domain;
        this.site = site;
        this.routes = routes;
        this.host = host;
        var groups = site.setup().settings().groups();
        var patience = TimeUnit.MILLISECONDS.toNanos(groups.roundMillis());
        limits = new RoundLimits(groups.partsMax(), patience, ways.isWide());
        domain.cores().forEach(core -> absent.add(place(core)));
    }

    private GroupPlace place(CoreId core) {
        return new GroupPlace(site.setup().settings().node(), core);
    }

    /**
     * The members are others. Who was one, and is one anew, has no part in what was before.
     *
     * @param mine this dispatcher's own membership; null if it is no member
     */
    void view(Roster now, @Nullable Seat mine) {
        view = now;
        isMember = mine != null;
        now.places().values().forEach(absent::remove);
        if (mine != null && self != null && !mine.equals(self)) {
            parts.values().forEach(part -> part.end(Refusal.ROUND_UNDECIDED, "it is another member now"));
            parts.clear();
        }
        self = mine == null ? self : mine;
        parts.values().forEach(part -> part.view(now, number()));
        show();
    }

    private Optional<CoreId> number() {
        return isMember ? Optional.ofNullable(self).map(Seat::core) : Optional.empty();
    }

    /** Whoever looks sees how they stand. */
    private void show() {
        if (!parts.isEmpty()) {
            var now = System.nanoTime();
            counts.rounds(parts.values().stream().map(part -> part.reading(now)).toList(), now);
        }
    }

    /** Completed on this core's thread. */
    CompletionStage<Outcome<Object>> arrive(RoundKey key, Object part, @Nullable BinaryOperator<Object> fold) {
        if (!parts.containsKey(key)
                && parts.size() >= site.setup().settings().groups().roundsMax()) {
            return refused(Refusal.TOO_MANY_ROUNDS, key.name());
        }
        var why = site.setup().factories().parts().of(part);
        if (why.reason() != null && site.setup().factories().parts().isStrict()) {
            return refused(Refusal.MUTABLE_MESSAGE, why.reason());
        }
        if (key.name().length() > NAME_CHARACTERS_MAX) {
            return refused(Refusal.NOT_SENDABLE, "a name of " + key.name().length() + " characters");
        }
        Object sealed;
        try {
            sealed = seal(key.kind()).sealed(part);
        } catch (IllegalArgumentException | Unsendable | TooLong thrown) {
            return refused(Refusal.NOT_SENDABLE, String.valueOf(thrown.getMessage()));
        }
        return arriveSealed(key, sealed, fold == null ? null : fold(key.kind(), fold));
    }

    private CompletionStage<Outcome<Object>> arriveSealed(RoundKey key, Object part, @Nullable RoundFold fold) {
        var answer = part(key).arrive(part, fold);
        host.watchSoon();
        show();
        return answer;
    }

    RoundSeal seal(RoundKey.Kind kind) {
        return ways.seal(kind);
    }

    /** A program's, as it is applied here. */
    RoundFold fold(RoundKey.Kind kind, BinaryOperator<Object> program) {
        return new RoundFold(place(site.core()), program, seal(kind));
    }

    private static CompletionStage<Outcome<Object>> refused(Refusal why, String detail) {
        return CompletableFuture.failedStage(new RoundRefused(why, detail));
    }

    private RoundPart part(RoundKey key) {
        var part = parts.get(key);
        if (part == null) {
            part = new RoundPart(key, site.setup().settings().node(), absent, limits, routes, host);
            parts.put(key, part);
            part.view(view, number());
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
        parts.values().forEach(part -> part.end(Refusal.STOPPING, domain.name() + " has ended"));
    }
}
