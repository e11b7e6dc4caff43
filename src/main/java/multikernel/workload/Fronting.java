package multikernel.workload;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import multikernel.base.CoreId;

/**
 * Which of a domain's web servers has the front-end, as one of them decides it for itself: the lowest that is there.
 * The first core finds the port; whoever comes after learns it from the others, and listens there beside the one
 * before, which goes once the new one does, so that there is no moment at which nobody listens.
 */
final class Fronting {

    private final CoreId self;
    private final boolean isFirst;
    private SortedSet<CoreId> live = new TreeSet<>();
    private final TreeSet<CoreId> asked = new TreeSet<>();
    private final TreeSet<CoreId> known = new TreeSet<>();
    private int port;
    private boolean hasIt;
    private boolean isLeaving;

    /** @param isFirst of the domain's cores, which is to find the port */
    Fronting(CoreId self, boolean isFirst) {
        this.self = self;
        this.isFirst = isFirst;
    }

    /** @return those who are new, and are to be asked for the port unless it is known */
    List<CoreId> bound(SortedSet<CoreId> now) {
        live = new TreeSet<>(now);
        known.retainAll(live);
        asked.retainAll(live);
        var unknown = new TreeSet<>(live);
        unknown.remove(self);
        unknown.removeAll(known);
        known.addAll(unknown);
        if (port != 0) {
            return List.of();
        }
        asked.addAll(unknown);
        return List.copyOf(unknown);
    }

    /** @param number 0 if that core does not know it */
    void heard(CoreId from, int number) {
        asked.remove(from);
        if (number != 0) {
            port = number;
        }
    }

    int port() {
        return port;
    }

    /** The port to listen at, 0 for one that is to be found; empty if there is nothing to do. */
    OptionalInt opens() {
        if (hasIt || isLeaving || live.isEmpty() || !live.first().equals(self)) {
            return OptionalInt.empty();
        }
        boolean isToFind = port == 0 && isFirst && asked.isEmpty();
        return port != 0 || isToFind ? OptionalInt.of(port) : OptionalInt.empty();
    }

    /** Asked by the one that leaves. */
    OptionalInt takesOver() {
        return hasIt || isLeaving || port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    void began() {
        hasIt = true;
    }

    void ended() {
        hasIt = false;
    }

    boolean hasIt() {
        return hasIt;
    }

    /** Whether this one's is to end, now that one on another core listens. */
    boolean yieldsTo(CoreId other) {
        return hasIt && !isLeaving && live.contains(other) && other.compareTo(self) < 0;
    }

    /** @return who is to listen before this one stops; empty if nobody is left, or it has no front-end */
    Optional<CoreId> leaves() {
        isLeaving = true;
        return hasIt ? live.stream().filter(core -> !core.equals(self)).findFirst() : Optional.empty();
    }

    boolean isLive(CoreId core) {
        return live.contains(core);
    }
}
