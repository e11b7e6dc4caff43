package multikernel.shard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.Descent;
import multikernel.base.NodeMember;
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
    /** Those that were shut out, and may still go on. */
    final List<ShardStart> fenced = new ArrayList<>();
    /** The newest that has reached it. */
    NodeView view = NodeView.NONE;
    /** Where the partitions begin, as far as it has seen. */
    Begins begins = Begins.NOT_AGREED;
    /** Those that had left by the newest view, and by this start. */
    private int gone;

    private int goneBefore;
    private boolean sawFounder;
    /** Of the dispatcher on each core. */
    private final Map<Integer, Integer> starts = new HashMap<>();
    /** What came while it was stopped. */
    final List<Runnable> backlog = new ArrayList<>();

    ShardNode(ShardWorld world, int number, int rate) {
        this.world = world;
        this.number = number;
        this.rate = rate;
        name = "node-" + number;
    }

    /** Everything that it knew is forgotten. */
    void startsAgain() {
        incarnation++;
        up = true;
        view = NodeView.NONE;
        begins = Begins.NOT_AGREED;
        gone = world.left;
        goneBefore = world.left;
        sawFounder = false;
        starts.clear();
    }

    /** Of the next dispatcher there: as the shell has it. */
    Origin origin(int place) {
        if (incarnation > 1 || !world.bug.founds(number)) {
            return Origin.INHERITS;
        }
        boolean isAtOnce = !starts.containsKey(place)
                || world.options.limits().replicas() == 1
                || world.bug.foundsAgainWithoutAsking();
        return isAtOnce ? Origin.FOUNDS : Origin.FOUNDS_AGAIN;
    }

    /** See {@link ShardHost#start()}. */
    long next(int place) {
        return ShardHost.startOf(incarnation, starts.merge(place, 1, Integer::sum));
    }

    /** What starts there next does not say that the one before has ended. */
    void beginEra(int place) {
        starts.computeIfPresent(place, (same, start) -> (int) ShardHost.startAfter(start, false) - 1);
    }

    /** @param left how many had left by then */
    void saw(NodeView some, int left) {
        if (some.number() >= view.number()) {
            view = some;
            gone = left;
            sawFounder |= view.members().stream().anyMatch(world.ages::began);
        }
    }

    /** Whether any was a member since it started that is none any more, whether it knows or not. */
    boolean hasSeenLeave() {
        return world.left > goneBefore;
    }

    /** Whether it would found what the founder has left with no seats, once it knows of nobody else who left. */
    boolean mayInherit() {
        return up && sawFounder && world.left - goneBefore <= 1;
    }

    /** As its roster has it. */
    Descent descent() {
        var eldest = world.ages.eldest(view);
        if (eldest.isEmpty()) {
            return Descent.NONE;
        }
        int left = gone - goneBefore;
        boolean isEldest = eldest.get().equals(new NodeMember(name, incarnation));
        boolean founderLeft = sawFounder && left == 1 && !world.ages.began(eldest.get());
        return new Descent(
                number == 0 && incarnation == 1,
                world.bug.inheritsAnyhow() || isEldest && founderLeft,
                eldest.get().name(),
                left);
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
