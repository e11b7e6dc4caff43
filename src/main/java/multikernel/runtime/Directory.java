package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import multikernel.base.CoreId;

/**
 * Which dispatcher of which domain lives where, as the guardian knows it. Confined to the guardian; what it gives away
 * is immutable. It holds references to actors, so it is no replicated state: a monitor never sees it.
 */
final class Directory {

    private record Place(String domain, CoreId core) {}

    /** @param post without one if the domain is none that is sent to together */
    private record Entry(int incarnation, ActorRef<?> dispatcher, boolean isLeaving, Optional<Posted> post) {

        Entry leaving() {
            return new Entry(incarnation, dispatcher, true, post);
        }
    }

    private final Map<Place, Entry> entries = new HashMap<>();
    private long changes;

    Bindings add(NodeCommand.DispatcherStarted started) {
        changes++;
        var domain = started.domain();
        var post = started.post().map(ref -> new Posted(ref, changes));
        entries.put(
                new Place(domain, started.core()), new Entry(started.incarnation(), started.dispatcher(), false, post));
        return bindings(domain);
    }

    /** Forgets this dispatcher, unless a later incarnation of its core has put another in its place. */
    Bindings remove(String domain, CoreId core, int incarnation) {
        changes++;
        var place = new Place(domain, core);
        var entry = entries.get(place);
        if (entry != null && entry.incarnation() <= incarnation) {
            entries.remove(place);
        }
        return bindings(domain);
    }

    /** Forgets every dispatcher of this core; returns the domains that changed. */
    List<Bindings> removeCore(CoreId core, int incarnation) {
        var domains = entries.entrySet().stream()
                .filter(entry ->
                        entry.getKey().core().equals(core) && entry.getValue().incarnation() <= incarnation)
                .map(entry -> entry.getKey().domain())
                .sorted()
                .toList();
        return domains.stream().map(domain -> remove(domain, core, incarnation)).toList();
    }

    /** The dispatchers of this core get nothing new; returns the domains that changed. */
    List<Bindings> leaving(CoreId core) {
        changes++;
        entries.replaceAll((place, entry) -> place.core().equals(core) ? entry.leaving() : entry);
        return entries.keySet().stream()
                .filter(place -> place.core().equals(core))
                .map(Place::domain)
                .sorted()
                .map(this::bindings)
                .toList();
    }

    Bindings bindings(String domain) {
        return new Bindings(domain, changes, places(domain, false), places(domain, true), posts(domain));
    }

    private Map<CoreId, Posted> posts(String domain) {
        var posts = new HashMap<CoreId, Posted>();
        entries.forEach((place, entry) -> {
            if (place.domain().equals(domain)) {
                entry.post().ifPresent(post -> posts.put(place.core(), post));
            }
        });
        return posts;
    }

    private Map<CoreId, ActorRef<?>> places(String domain, boolean leaving) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().domain().equals(domain)
                        && entry.getValue().isLeaving() == leaving)
                .collect(Collectors.toMap(
                        entry -> entry.getKey().core(),
                        entry -> entry.getValue().dispatcher()));
    }

    List<Bindings> all() {
        return entries.keySet().stream()
                .map(Place::domain)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .map(this::bindings)
                .toList();
    }

    int dispatchersOn(CoreId core) {
        return (int) entries.keySet().stream()
                .filter(place -> place.core().equals(core))
                .count();
    }
}
