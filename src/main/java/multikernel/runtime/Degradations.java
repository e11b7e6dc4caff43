package multikernel.runtime;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import multikernel.base.CoreId;

/** Which dispatchers do their work in part only, as they say themselves. Confined to the guardian. */
final class Degradations {

    private record Place(String domain, CoreId core) {}

    private final NodeBoard board;
    private final Map<Place, String> reasons =
            new TreeMap<>(Comparator.comparing(Place::domain).thenComparing(Place::core));

    Degradations(NodeBoard board) {
        this.board = board;
    }

    void say(NodeCommand.Degraded said) {
        var place = new Place(said.domain(), said.core());
        var isWhole = said.reason().isEmpty();
        var before = isWhole ? reasons.remove(place) : reasons.put(place, said.reason());
        if (isWhole != (before == null)) {
            board.event(
                    "domain",
                    said.domain() + " on " + said.core()
                            + (isWhole ? " is whole again" : " is degraded: " + said.reason()));
        }
        post();
    }

    /** It has ended, and what comes after it begins sound. */
    void forget(String domain, CoreId core) {
        if (reasons.remove(new Place(domain, core)) != null) {
            post();
        }
    }

    private void post() {
        board.degraded(reasons.keySet().stream().map(Place::domain).collect(Collectors.toSet()));
    }
}
