package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.runtime.NodeCommand.BootReply;

/** Who waits for a domain to be up, and what kept a domain from being up. Confined to the guardian. */
final class Awaited {

    private record Listener(String domain, CoreId core) {}

    private final Map<String, List<ActorRef<BootReply>>> waiters = new HashMap<>();
    private final Map<String, List<ActorRef<BootReply>>> ends = new HashMap<>();
    private final Map<String, String> unable = new HashMap<>();
    private final Set<Listener> silent = new HashSet<>();

    void await(String domain, ActorRef<BootReply> replyTo) {
        waiters.computeIfAbsent(domain, name -> new ArrayList<>()).add(replyTo);
    }

    void awaitEnd(String domain, ActorRef<BootReply> replyTo) {
        ends.computeIfAbsent(domain, name -> new ArrayList<>()).add(replyTo);
    }

    void willListen(String domain, CoreId core) {
        silent.add(new Listener(domain, core));
    }

    void listening(String domain, CoreId core) {
        silent.remove(new Listener(domain, core));
    }

    boolean isSilent(String domain, CoreId core) {
        return silent.contains(new Listener(domain, core));
    }

    void unable(String domain, String reason) {
        unable.put(domain, reason);
    }

    void forget(String domain) {
        unable.remove(domain);
        silent.removeIf(listener -> listener.domain().equals(domain));
    }

    /**
     * Answers those whose domain has all its dispatchers, or has one that cannot do its work.
     *
     * @param isAway of a core that was taken off: nobody waits for what starts there once it is back
     */
    void settle(List<DomainSpec> rows, Directory directory, Predicate<CoreId> isAway) {
        settleEnds(directory);
        for (var row : rows) {
            var reason = unable.get(row.name());
            var silence = silent.stream().anyMatch(each -> each.domain().equals(row.name()));
            var complete = !silence
                    && directory
                            .bindings(row.name())
                            .dispatchers()
                            .keySet()
                            .containsAll(
                                    row.cores().stream().filter(isAway.negate()).toList());
            if (waiters.containsKey(row.name()) && (complete || reason != null)) {
                var reply = new BootReply(reason == null ? "" : reason);
                waiters.remove(row.name()).forEach(waiter -> waiter.tell(reply));
            }
        }
    }

    private void settleEnds(Directory directory) {
        for (var domain : List.copyOf(ends.keySet())) {
            var bindings = directory.bindings(domain);
            if (bindings.dispatchers().isEmpty() && bindings.leaving().isEmpty()) {
                ends.getOrDefault(domain, List.of()).forEach(waiter -> waiter.tell(new BootReply("")));
                ends.remove(domain);
            }
        }
    }
}
