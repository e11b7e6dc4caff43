package multikernel.cpudriver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who on this core is told where the dispatchers of a domain are; each once, however often it asked. */
public final class Subscriptions {

    private final Map<String, Set<Integer>> subscribers = new HashMap<>();

    public void add(String domain, int subscriber) {
        subscribers.computeIfAbsent(domain, name -> new TreeSet<>()).add(subscriber);
    }

    /** In the order in which they first registered for anything. */
    public List<Integer> to(String domain) {
        return List.copyOf(subscribers.getOrDefault(domain, Set.of()));
    }

    public void gone(int subscriber) {
        subscribers.values().forEach(of -> of.remove(subscriber));
        subscribers.values().removeIf(Set::isEmpty);
    }
}
