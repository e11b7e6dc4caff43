package multikernel.runtime;

import akka.actor.typed.ActorSystem;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import multikernel.base.GroupReading;

/** The members of groups, for whoever counts: cores add and remove, any thread reads. */
public final class OpenGroups {

    private final Set<GroupCounts> all = ConcurrentHashMap.newKeySet();

    void add(GroupCounts counts) {
        all.removeIf(GroupCounts::isOver);
        all.add(counts);
    }

    void remove(GroupCounts counts) {
        all.remove(counts);
    }

    /** Each member of each group of this node, by domain and core. */
    public static List<GroupReading> readings(ActorSystem<?> system) {
        return Interconnect.of(system).open().groups().readings(System.nanoTime());
    }

    /** Without those whose core has ended. */
    List<GroupReading> readings(long nowNanos) {
        return all.stream()
                .filter(each -> !each.isOver())
                .map(each -> each.reading(nowNanos))
                .sorted(Comparator.comparing(GroupReading::domain).thenComparing(GroupReading::core))
                .toList();
    }
}
