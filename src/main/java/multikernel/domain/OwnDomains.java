package multikernel.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import multikernel.base.Beginning;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.domain.ShardedTable.Change;
import multikernel.domain.ShardedTable.Own;

/** What a node has to tell the {@link ShardedTable} of the domains with shards that it has by itself. */
final class OwnDomains {

    private final Set<Change> telling = new HashSet<>();

    /**
     * @param names of the domains
     * @param here this node
     * @param view in which it is a member
     * @return of its own domains, what the table does not say, and which nodes have left without theirs; nothing twice
     *     before it {@link #told}
     */
    List<Change> untold(ShardedTable table, Collection<String> names, Beginning here, NodeView view) {
        var untold = new ArrayList<Change>();
        for (var name : names) {
            if (!table.hasBegun(name) && !table.having().contains(new Own(name, here))) {
                untold.add(new Change.Have(name, here));
            }
        }
        table.having().stream()
                .map(each -> each.where().by())
                .distinct()
                .filter(node -> isGone(node, view))
                .forEach(node -> untold.add(new Change.Gone(node)));
        untold.removeIf(change -> !telling.add(change));
        return untold;
    }

    /** What the table did not take is untold again, if it is so at the next look. */
    void told(Change change) {
        telling.remove(change);
    }

    /** One that has only come may seem to have left; then it says again what it has. */
    private static boolean isGone(NodeMember node, NodeView view) {
        return view.member(node.name())
                .map(member -> member.incarnation() > node.incarnation())
                .orElse(true);
    }
}
