package multikernel.multicast;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.base.Tree;
import multikernel.multicast.RoundMessage.Open;
import multikernel.multicast.RoundMessage.Stand;

/**
 * Finds out, in each view, where its members stand, and opens there what the farthest of them has open. It is the
 * eldest's, and begins again with each view.
 *
 * <p>A round is over those who were members when the first of them came to it. Who joined later is excused, and stays
 * so: its first part is for the round after. The first round of all is opened once everyone has been there with whom
 * the group begins.
 */
final class Opening<P> {

    /** With whom the group begins, as this member knows, and that have not been members yet. */
    private final Set<GroupPlace> absent;

    private final Map<CoreId, Stand<P>> stands = new HashMap<>();
    private Roster view = Roster.NONE;
    private boolean hasAsked;
    private boolean isOverdue;

    Opening(Set<GroupPlace> beginners) {
        absent = new TreeSet<>(beginners);
    }

    void view(Roster now) {
        view = now;
        now.places().values().forEach(absent::remove);
        stands.clear();
        hasAsked = false;
        isOverdue = false;
    }

    /** Who is to be asked; nobody if that was done. */
    List<CoreId> ask() {
        if (hasAsked) {
            return List.of();
        }
        hasAsked = true;
        return lacking();
    }

    /** Members that have not said where they stand. */
    private List<CoreId> lacking() {
        return view.seats().stream()
                .map(Seat::core)
                .filter(core -> !stands.containsKey(core))
                .toList();
    }

    void heard(Stand<P> stand) {
        stands.put(stand.from(), stand);
        isOverdue |= stand.isOverdue();
    }

    /** Somebody has waited for long enough: what is opened is to be over soon, and nobody is waited for to begin. */
    void overdue() {
        isOverdue = true;
    }

    boolean isOverdue() {
        return isOverdue;
    }

    /** With whom the group begins, as this member knows, and that have not been members yet; ascending. */
    List<GroupPlace> absent() {
        return List.copyOf(absent);
    }

    /** The same as all know who have said where they stand. */
    Set<GroupPlace> allAbsent() {
        return stands.values().stream()
                .flatMap(stand -> stand.absent().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** For whom it waits before anything can be opened. */
    List<GroupPlace> waitsFor() {
        var lacking = new TreeSet<>(view.placesOf(lacking()));
        if (farthest() == 0 && !isOverdue) {
            lacking.addAll(allAbsent());
        }
        return List.copyOf(lacking);
    }

    private long farthest() {
        return stands.values().stream().mapToLong(Stand::open).max().orElse(0);
    }

    /** To be asked once nobody is waited for. */
    Open<P> open(Tree tree) {
        long round = Math.max(1, farthest());
        var last = Optional.<Outcome<P>>empty();
        long begun = 0;
        for (var stand : stands.values()) {
            if (stand.open() == round) {
                last = stand.last();
                begun = earlier(begun, stand.begun());
            }
        }
        var excused = farthest() == 0 ? Set.<CoreId>of() : excused(round, begun);
        for (var stand : stands.values()) {
            if (stand.first() == 0 && !excused.contains(stand.from())) {
                begun = earlier(begun, stand.begun());
            }
        }
        return new Open<>(view.number(), tree, round, begun, excused, last);
    }

    private Set<CoreId> excused(long round, long begun) {
        var excused = new HashSet<CoreId>();
        for (var seat : view.seats()) {
            var stand = stands.get(seat.core());
            long first = stand == null ? 0 : stand.first();
            if (first > round || (first == 0 && begun > 0 && seat.since() > begun)) {
                excused.add(seat.core());
            }
        }
        return Set.copyOf(excused);
    }

    /** Of two views the earlier, where 0 is none. */
    static long earlier(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
}
