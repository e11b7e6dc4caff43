package multikernel.shard;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.NodeView;

/** A node in a {@link ShardWorld}, through all of its starts: its machine and its clock. */
final class ShardNode {

    final int number;
    final String name;
    private final ShardWorld world;
    /** Millionths by which its clock is fast. */
    private final int rate;

    int incarnation;
    int cores;
    boolean up;
    boolean stopped;
    List<ShardStart> hosts = List.of();
    /** The newest that has reached it. */
    NodeView view = NodeView.NONE;
    /** What came while it was stopped. */
    final List<Runnable> backlog = new ArrayList<>();

    ShardNode(ShardWorld world, int number, int rate) {
        this.world = world;
        this.number = number;
        this.rate = rate;
        name = "node-" + number;
    }

    /** It goes on while the node is stopped, and may begin anywhere. */
    long clock() {
        return Long.MAX_VALUE - 500_000 * (number % 2) + number * 1_000L + world.now + world.now * rate / 1_000_000;
    }

    /** Whether it has heard that this start of another node is a member. */
    boolean admits(ShardStart other) {
        return view.admits(other.node.name, other.incarnation);
    }

    /** The host where a partition has its place. */
    ShardStart holder(int partition) {
        return hosts.get(partition % cores);
    }

    @Override
    public String toString() {
        return name;
    }
}
