package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The node stands for the partitions of its sharded domains, and tells what is said of each to the dispatcher that has
 * a place for it. Confined to the guardian.
 */
final class Candidacies {

    /** A node's part in one domain: its dispatchers by their places, and what it was elected for. */
    private static final class Candidacy {
        /** The first of its dispatchers that are there. */
        NodeCommand.Stand first;

        final Map<Integer, ActorRef<Elected>> dispatchers = new HashMap<>();
        final Set<Integer> elected = new TreeSet<>();
        Election.@Nullable Standing standing;

        Candidacy(NodeCommand.Stand first) {
            this.first = first;
        }

        @Nullable
        ActorRef<Elected> at(int partition) {
            return dispatchers.get(partition % first.cores());
        }
    }

    private record Waiting(ActorRef<Elected> dispatcher, Runnable done) {}

    private final ActorContext<NodeCommand> context;
    private final Map<String, Candidacy> candidacies = new HashMap<>();
    private final Map<Long, Waiting> resigning = new HashMap<>();
    private @Nullable Election election;
    private long tickets;

    Candidacies(ActorContext<NodeCommand> context) {
        this.context = context;
    }

    /** From now on the node stands; without, nobody is told anything. */
    void electBy(Election by) {
        election = by;
        candidacies.values().forEach(this::begin);
    }

    void stand(NodeCommand.Stand stand) {
        var candidacy = candidacies.computeIfAbsent(stand.domain(), name -> new Candidacy(stand));
        if (candidacy.dispatchers.isEmpty()) {
            candidacy.first = stand;
        }
        candidacy.dispatchers.put(stand.place(), stand.dispatcher());
        context.watchWith(stand.dispatcher(), new NodeCommand.ListenerEnded(stand.dispatcher()));
        candidacy.elected.stream()
                .filter(partition -> partition % stand.cores() == stand.place())
                .forEach(partition -> stand.dispatcher().tell(new Elected(partition, true, 0)));
        begin(candidacy);
    }

    private void begin(Candidacy candidacy) {
        if (election == null || candidacy.standing != null) {
            return;
        }
        var domain = candidacy.first.domain();
        var guardian = context.getSelf();
        var standing = election.stand(domain, candidacy.first.partitions(), new Election.Candidate() {
            @Override
            public void elected(int partition) {
                guardian.tell(new NodeCommand.WasElected(domain, partition));
            }

            @Override
            public void resigned(int partition, Runnable done) {
                guardian.tell(new NodeCommand.IsToResign(domain, partition, done));
            }
        });
        candidacy.standing = standing;
        standing.over().whenComplete((over, failed) -> guardian.tell(new NodeCommand.StandingOver(domain)));
    }

    void elected(NodeCommand.WasElected said) {
        var candidacy = candidacies.get(said.domain());
        if (candidacy != null && candidacy.elected.add(said.partition())) {
            var dispatcher = candidacy.at(said.partition());
            if (dispatcher != null) {
                dispatcher.tell(new Elected(said.partition(), true, 0));
            }
        }
    }

    void toResign(NodeCommand.IsToResign said) {
        var candidacy = candidacies.get(said.domain());
        var dispatcher = candidacy == null ? null : candidacy.at(said.partition());
        if (candidacy != null) {
            candidacy.elected.remove(said.partition());
        }
        if (dispatcher == null) {
            said.done().run();
        } else {
            tickets++;
            resigning.put(tickets, new Waiting(dispatcher, said.done()));
            dispatcher.tell(new Elected(said.partition(), false, tickets));
        }
    }

    void resigned(long ticket) {
        var waiting = resigning.remove(ticket);
        if (waiting != null) {
            waiting.done().run();
        }
    }

    /** With its last dispatcher the node stands no longer. */
    void ended(ActorRef<?> listener) {
        for (var waiting : List.copyOf(resigning.entrySet())) {
            if (waiting.getValue().dispatcher().equals(listener)) {
                resigned(waiting.getKey());
            }
        }
        for (var candidacy : List.copyOf(candidacies.values())) {
            if (candidacy.dispatchers.values().removeIf(listener::equals)) {
                closeIfEmpty(candidacy);
            }
        }
    }

    private void closeIfEmpty(Candidacy candidacy) {
        if (candidacy.dispatchers.isEmpty()) {
            if (candidacy.standing == null) {
                candidacies.remove(candidacy.first.domain());
            } else {
                candidacy.standing.close();
            }
        }
    }

    /** A domain of this name that was spawned meanwhile stands anew. */
    void over(String domain) {
        var candidacy = candidacies.get(domain);
        if (candidacy != null) {
            candidacy.standing = null;
            candidacy.elected.clear();
            if (candidacy.dispatchers.isEmpty()) {
                candidacies.remove(domain);
            } else {
                begin(candidacy);
            }
        }
    }
}
