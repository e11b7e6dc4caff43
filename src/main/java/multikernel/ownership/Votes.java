package multikernel.ownership;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.OpenVote;

/** What an owner waits for others for, each under the operation that was asked and not under the commit of it. */
public final class Votes {

    private final Commitments commitments;
    private final Volleys volleys;
    private final Unmaps unmaps;
    private final Revokes revokes;

    Votes(Commitments commitments, Volleys volleys, Unmaps unmaps, Revokes revokes) {
        this.commitments = commitments;
        this.volleys = volleys;
        this.unmaps = unmaps;
        this.revokes = revokes;
    }

    public int size() {
        return commitments.open() + volleys.size();
    }

    public List<OpenVote> all() {
        var all = new ArrayList<OpenVote>();
        for (var vote : commitments.votes()) {
            var unmap = unmaps.operationOf(vote.operation());
            var operation = unmap == null ? revokes.operationOf(vote.operation()) : unmap;
            if (operation != null) {
                var about = unmap == null ? "revoke" : "unmap";
                all.add(new OpenVote(operation, about, vote.voters(), vote.awaited(), vote.isDecided()));
            }
        }
        volleys.votes(all);
        return all;
    }
}
