package multikernel.multicast;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/**
 * The way that messages of one member take: it is made by that member and goes along with each message, so that nobody
 * else has to know a tree. Shared by reference inside a node; a way between nodes is not told beyond their edge.
 *
 * @param origin who sends over it
 * @param view in which it is one: nothing of it is heard in another
 * @param shape raised for each route of its origin
 * @param before what of sequencers that have ended comes before everything of this one
 */
public record Route(Seat origin, long view, long shape, Tree tree, Map<Seat, Long> before) {

    public Route {
        before = Map.copyOf(before);
    }

    List<CoreId> childrenOf(CoreId core) {
        return tree.childrenOf(core);
    }

    Optional<CoreId> parentOf(CoreId core) {
        return tree.parentOf(core);
    }
}
