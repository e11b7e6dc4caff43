package multikernel.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;

/** What ended the dispatchers that threw and have not started again. Confined to the guardian. */
final class Exits {

    private record Place(String domain, CoreId core) {}

    private final NodeBoard board;
    private final Map<Place, String> reasons =
            new TreeMap<>(Comparator.comparing(Place::domain).thenComparing(Place::core));

    Exits(NodeBoard board) {
        this.board = board;
    }

    void threw(NodeCommand.DispatcherEnded ended) {
        reasons.put(new Place(ended.domain(), ended.core()), ended.thrown());
        board.event("domain", ended.domain() + "'s dispatcher on " + ended.core() + " has ended: " + ended.thrown());
        post();
    }

    void startedAgain(String domain, CoreId core) {
        if (reasons.remove(new Place(domain, core)) != null) {
            post();
        }
    }

    /** Of a domain that is not there any more, or not on that core, nothing is kept. */
    void keep(List<DomainSpec> rows) {
        if (reasons.keySet()
                .removeIf(place -> rows.stream()
                        .noneMatch(row ->
                                row.name().equals(place.domain()) && row.cores().contains(place.core())))) {
            post();
        }
    }

    private void post() {
        var byDomain = new TreeMap<String, Map<CoreId, String>>();
        reasons.forEach((place, reason) -> byDomain.computeIfAbsent(place.domain(), name -> new TreeMap<>())
                .put(place.core(), reason));
        board.exits(byDomain);
    }
}
