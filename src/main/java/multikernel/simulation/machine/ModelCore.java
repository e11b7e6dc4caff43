package multikernel.simulation.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.agreement.CommitAct;
import multikernel.agreement.CommitMessage;
import multikernel.agreement.Commits;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import org.jspecify.annotations.Nullable;

/** A modelled core: a participant of production, what it has yet to do, and where it looks next. */
final class ModelCore {

    final CoreId id;
    final Commits<String> commits;
    final ArrayDeque<CommitAct<String>> undone = new ArrayDeque<>();
    final Map<CoreId, Channel> out = new HashMap<>();
    final List<Channel> in = new ArrayList<>();
    /** The places of the channels in which a message can be seen. */
    final BitSet seen = new BitSet();

    /** The place at which it looks next. */
    int next;

    boolean idle = true;
    long idleSince;
    /** The message that is being received, and from whom. */
    @Nullable
    CommitMessage<String> inHand;

    @Nullable
    CoreId inHandFrom;
    /** What it is performing. */
    @Nullable
    OperationId performing;

    ModelCore(CoreId id, Commits<String> commits) {
        this.id = id;
        this.commits = commits;
    }

    /** How many channels it looks at before it comes to this place. */
    int looksUntil(int place, int from, int polled) {
        int looks = place - from;
        return looks < 0 ? looks + polled : looks;
    }

    /** The place of the next channel, in turn, in which a message can be seen; -1 if there is none. */
    int nextSeen() {
        int place = seen.nextSetBit(next);
        return place >= 0 ? place : seen.nextSetBit(0);
    }
}
