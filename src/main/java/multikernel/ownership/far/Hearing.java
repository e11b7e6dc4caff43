package multikernel.ownership.far;

import java.util.HashSet;
import java.util.Set;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;

/**
 * Whether a majority of the view hears this node: one round of question and answer counts for a lease, from before the
 * question. As the read index of Raft (Ongaro's thesis, 6.4) for one node whose right nobody takes over.
 */
final class Hearing {

    private final NodeMember self;
    private final FarLimits limits;
    private final Out out;
    private final Set<NodeMember> hearers = new HashSet<>();
    private NodeView view = NodeView.NONE;
    private long round;
    private long begunNanos;
    private boolean isAsking;
    private long sinceNanos;
    private boolean wasHeard;

    Hearing(NodeMember self, FarLimits limits, Out out) {
        this.self = self;
        this.limits = limits;
        this.out = out;
    }

    /** What another view's majority said does not count in this one. */
    void view(NodeView next) {
        view = next;
        isAsking = false;
        wasHeard = false;
        hearers.clear();
    }

    boolean isHeard(long nowNanos) {
        boolean isAlone = view.members().size() == 1 && view.members().contains(self);
        return isAlone || (wasHeard && nowNanos - sinceNanos < limits.leaseNanos());
    }

    /** Asks everybody, unless they were asked just now. */
    void ask(long nowNanos) {
        if (isAsking && nowNanos - begunNanos < limits.againNanos()) {
            return;
        }
        round++;
        begunNanos = nowNanos;
        isAsking = true;
        hearers.clear();
        for (var member : view.members()) {
            if (!member.equals(self)) {
                out.send(member, new FarMessage.Hear(round));
            }
        }
    }

    /** @return whether a majority hears it since now */
    boolean heard(NodeMember by, long itsRound) {
        if (!isAsking || itsRound != round) {
            return false;
        }
        hearers.add(by);
        if (hearers.size() + 1 < view.majority()) {
            return false;
        }
        isAsking = false;
        wasHeard = true;
        sinceNanos = begunNanos;
        return true;
    }
}
