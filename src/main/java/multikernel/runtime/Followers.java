package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import multikernel.base.Beginning;

/** Who is told of the members of the cluster, now and at each change, until it stops. Confined to the guardian. */
final class Followers {

    private final ActorContext<NodeCommand> context;
    private final Set<ActorRef<Members>> followers = new LinkedHashSet<>();
    private Members latest = Members.NONE;

    Followers(ActorContext<NodeCommand> context) {
        this.context = context;
    }

    void add(ActorRef<Members> follower) {
        if (followers.add(follower)) {
            context.watchWith(follower, new NodeCommand.ListenerEnded(follower));
        }
        follower.tell(latest);
    }

    void ended(ActorRef<?> listener) {
        followers.removeIf(listener::equals);
    }

    void changed(Members members) {
        latest = members.beginning(latest.beginnings());
        followers.forEach(follower -> follower.tell(latest));
    }

    void agreed(Map<String, Beginning> beginnings) {
        latest = latest.beginning(beginnings);
        followers.forEach(follower -> follower.tell(latest));
    }
}
