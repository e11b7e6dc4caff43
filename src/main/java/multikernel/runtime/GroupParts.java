package multikernel.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import multikernel.multicast.CastLimits;
import multikernel.multicast.GroupMessage.Down;
import multikernel.multicast.GroupView;
import multikernel.multicast.Routes;
import multikernel.multicast.Said;
import multikernel.multicast.Seat;
import multikernel.settings.GroupSettings;
import org.jspecify.annotations.Nullable;

/** One dispatcher's parts in the groups of its domain: each is there once something is sent to it. */
final class GroupParts {

    private final GroupSettings settings;
    private final CastLimits limits;
    private final Routes routes;
    private final GroupPart.Host host;
    private final Map<GroupKey, GroupPart> parts = new HashMap<>();
    /** Of members that know this one, which does not know itself yet. */
    private final ArrayDeque<GroupLetter.Cast> early = new ArrayDeque<>();

    private GroupView view = GroupView.NONE;
    private @Nullable Seat self;

    GroupParts(GroupSettings settings, Routes routes, GroupPart.Host host) {
        this.settings = settings;
        this.routes = routes;
        this.host = host;
        limits = new CastLimits(settings.window(), TimeUnit.MILLISECONDS.toNanos(settings.patienceMillis()));
    }

    /**
     * The members are others. Who was one, and is one anew, has no part in what was before.
     *
     * @param mine this dispatcher's own membership; null if it is no member
     */
    void view(GroupView now, @Nullable Seat mine) {
        view = now;
        if (mine != null && !mine.equals(self)) {
            self = mine;
            parts.clear();
        }
        parts.values().forEach(part -> part.view(now));
        while (self != null && !early.isEmpty()) {
            heard(early.remove());
        }
    }

    Said cast(GroupKey key, Object message) {
        return self == null ? Said.CLOSED : part(key, self.core()).cast(message);
    }

    boolean isFull(GroupKey key) {
        var part = parts.get(key);
        return part != null && part.isFull();
    }

    void heard(GroupLetter.Cast letter) {
        if (self == null) {
            early.add(letter);
        } else {
            part(letter.key(), self.core()).heard(letter);
        }
    }

    /** The dispatcher takes it. */
    void taken(GroupKey key, Down<Object> down) {
        var part = parts.get(key);
        if (part != null) {
            part.taken(down);
        }
    }

    private GroupPart part(GroupKey key, CoreId number) {
        var part = parts.get(key);
        if (part == null) {
            part = new GroupPart(key, number, limits, settings.mailboxMax(), routes, host);
            parts.put(key, part);
            part.view(view);
        }
        return part;
    }

    boolean isAnyFull() {
        return parts.values().stream().anyMatch(GroupPart::isFull);
    }

    void ticked(long nowNanos) {
        parts.values().forEach(part -> part.ticked(nowNanos));
    }
}
