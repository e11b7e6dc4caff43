package multikernel.multicast;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;

/** The members of one view, and where each is: a number may be another member's in another view, a place says who. */
public record Roster(GroupView view, Map<CoreId, GroupPlace> places) {

    /** Before anyone is told of a view. */
    public static final Roster NONE = new Roster(GroupView.NONE, Map.of());

    public Roster {
        places = Map.copyOf(places);
    }

    /** @param placeOf each member */
    public static Roster of(GroupView view, Function<CoreId, GroupPlace> placeOf) {
        var places = new HashMap<CoreId, GroupPlace>();
        view.seats().forEach(seat -> places.put(seat.core(), placeOf.apply(seat.core())));
        return new Roster(view, places);
    }

    long number() {
        return view.number();
    }

    List<Seat> seats() {
        return view.seats();
    }

    /** All but one, ascending. */
    List<CoreId> others(CoreId than) {
        return seats().stream()
                .map(Seat::core)
                .filter(core -> !core.equals(than))
                .sorted()
                .toList();
    }

    GroupPlace placeOf(CoreId member) {
        return Objects.requireNonNull(places.get(member));
    }

    /** Ascending. */
    List<GroupPlace> placesOf(Collection<CoreId> members) {
        return members.stream().map(this::placeOf).sorted().toList();
    }

    /** Of members that a later view has no more, ascending. */
    List<GroupPlace> goneIn(Roster later) {
        return seats().stream()
                .filter(seat -> !later.view.has(seat))
                .map(seat -> placeOf(seat.core()))
                .sorted()
                .toList();
    }
}
