package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import java.util.Map;
import multikernel.base.Beginning;

/** The guardian's side of other nodes: who follows them, and what this one is elected for. Confined to the guardian. */
final class Others {

    private final NodeBoard board;
    private final Followers followers;
    private final Candidacies candidacies;

    Others(ActorContext<NodeCommand> context, NodeBoard board) {
        this.board = board;
        followers = new Followers(context);
        candidacies = new Candidacies(context);
    }

    void on(NodeCommand.OfCluster command) {
        switch (command) {
            case NodeCommand.NodesChanged(Members members) -> {
                board.nodes(members.nodes(), members.view());
                followers.changed(members);
            }
            case NodeCommand.Agreed(Map<String, Beginning> beginnings) -> followers.agreed(beginnings);
            case NodeCommand.Follow follow -> followers.add(follow.follower());
            case NodeCommand.ListenerEnded(ActorRef<?> listener) -> {
                followers.ended(listener);
                candidacies.ended(listener);
            }
            case NodeCommand.ElectBy by -> candidacies.electBy(by.election());
            case NodeCommand.Stand stand -> candidacies.stand(stand);
            case NodeCommand.WasElected said -> candidacies.elected(said);
            case NodeCommand.IsToResign said -> candidacies.toResign(said);
            case NodeCommand.Resigned(long ticket) -> candidacies.resigned(ticket);
            case NodeCommand.StandingOver(String domain) -> candidacies.over(domain);
        }
    }
}
