package multikernel.shard;

import java.util.ArrayList;
import java.util.List;
import multikernel.agreement.group.Seat;

/**
 * The acts of one call, in their order; what is for a host that is not met is lost, as it would be on a cut channel.
 */
final class Out {

    private final Peers peers;
    private List<ShardAct> acts = new ArrayList<>();

    Out(Peers peers) {
        this.peers = peers;
    }

    List<ShardAct> taken() {
        if (acts.isEmpty()) {
            return List.of();
        }
        var all = acts;
        acts = new ArrayList<>();
        return all;
    }

    void add(ShardAct act) {
        acts.add(act);
    }

    void send(Seat to, ShardMessage message) {
        var host = peers.at(to);
        if (host != null) {
            acts.add(new ShardAct.Send(host, message));
        }
    }
}
