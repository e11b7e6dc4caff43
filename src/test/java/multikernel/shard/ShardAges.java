package multikernel.shard;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;

/** In which order starts of nodes were members of a {@link ShardWorld}; the first node began its cluster. */
final class ShardAges {

    private static final int FIRST = 1;

    private final ShardWorld world;
    private final Map<NodeMember, Integer> ages = new HashMap<>();

    ShardAges(ShardWorld world) {
        this.world = world;
    }

    void add(ShardNode node) {
        boolean began = node.number == 0 && node.incarnation == 1;
        ages.putIfAbsent(of(node), began ? FIRST : ages.size() + 1 + FIRST);
    }

    private static NodeMember of(ShardNode node) {
        return new NodeMember(node.name, node.incarnation);
    }

    boolean began(NodeMember member) {
        return ages.getOrDefault(member, 0) == FIRST;
    }

    Optional<NodeMember> eldest(NodeView view) {
        return view.members().stream().min(Comparator.comparing(ages::get));
    }

    /** The eldest member but the one that began. */
    Optional<ShardNode> heir() {
        return world.nodes.stream()
                .filter(node -> node.incarnation > 0 && world.isMember(node) && !began(of(node)))
                .min(Comparator.comparing(node -> ages.get(of(node))));
    }
}
