package multikernel.simulation.machine;

import java.util.ArrayDeque;
import multikernel.agreement.CommitMessage;
import multikernel.knowledge.tree.Cost;

/** One direction between two modelled cores: what is on its way or waits to be received, in order. */
final class Channel {

    final int number;
    final ModelCore from;
    final ModelCore to;
    final Cost cost;
    /** The die by whose memory its lines are. */
    final int home;
    /** Where the receiver looks for it, among its channels. */
    final int place;

    final ArrayDeque<CommitMessage<String>> messages = new ArrayDeque<>();
    /** How many of them can be seen. */
    int visible;

    long lastVisibleAt;

    Channel(int number, ModelCore from, ModelCore to, Cost cost, int home, int place) {
        this.number = number;
        this.from = from;
        this.to = to;
        this.cost = cost;
        this.home = home;
        this.place = place;
    }
}
