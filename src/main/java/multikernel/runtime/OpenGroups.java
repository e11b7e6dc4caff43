package multikernel.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import multikernel.base.GroupReading;

/** The members of groups, for whoever counts: cores add and remove, any thread reads. */
final class OpenGroups {

    private final Set<GroupCounts> all = ConcurrentHashMap.newKeySet();

    void add(GroupCounts counts) {
        all.removeIf(GroupCounts::isOver);
        all.add(counts);
    }

    void remove(GroupCounts counts) {
        all.remove(counts);
    }

    /** By domain and core; without those whose core has ended. */
    List<GroupReading> readings(long nowNanos) {
        return all.stream()
                .filter(each -> !each.isOver())
                .map(each -> each.reading(nowNanos))
                .sorted(Comparator.comparing(GroupReading::domain).thenComparing(GroupReading::core))
                .toList();
    }
}
