package multikernel.shard;

import multikernel.base.NodeMember;
import org.jspecify.annotations.Nullable;

/**
 * On which node the partitions of a {@link ShardWorld} begin, if each has the domain by itself: whoever keeps the table
 * chooses once, and each node sees that late.
 */
final class ShardAgreement {

    private static final int NODES = 3;
    private static final NodeMember FIRST = new NodeMember("node-0", 1);

    private final ShardWorld world;
    /** Whether anything has to be agreed on. */
    final boolean isNeeded;

    private @Nullable NodeMember by;

    ShardAgreement(ShardWorld world, boolean isNeeded) {
        this.world = world;
        this.isNeeded = isNeeded;
        if (isNeeded) {
            world.after(world.random.nextInt(1500), this::choose);
        }
    }

    /** Nothing was written yet, whoever is lost. */
    boolean isOpen() {
        return isNeeded && by == null;
    }

    /** The start of a node where the partitions begin. */
    NodeMember by() {
        return by == null ? FIRST : by;
    }

    /** The one that began the cluster. */
    boolean isWithCluster() {
        return by().equals(FIRST);
    }

    /** Whichever start of it is there now. */
    ShardNode node() {
        return world.nodes.stream()
                .filter(node -> node.name.equals(by().name()))
                .findFirst()
                .orElseThrow();
    }

    boolean isBy(ShardNode node) {
        return by().equals(new NodeMember(node.name, node.incarnation));
    }

    /** Any of those that have the domain, but often who began the cluster, as the rules prefer that. */
    private void choose() {
        var had = world.nodes.stream()
                .filter(node -> node.up && !node.stopped && world.isMember(node) && !world.survival.isGoing(node))
                .toList();
        if (had.size() < NODES) {
            world.after(100, this::choose);
            return;
        }
        var began = had.stream()
                .filter(node -> world.random.nextBoolean())
                .filter(node -> node.number == 0 && node.incarnation == 1)
                .findFirst();
        var chosen = began.orElseGet(() -> had.get(world.random.nextInt(had.size())));
        by = new NodeMember(chosen.name, chosen.incarnation);
        world.up().forEach(this::seenLate);
    }

    /** By a node that has started, or where there is something new. */
    void seenLate(ShardNode node) {
        if (by != null) {
            int incarnation = node.incarnation;
            world.after(1 + world.random.nextInt(1500), () -> {
                if (node.incarnation == incarnation) {
                    node.begins = where(node);
                    node.hosts.forEach(this::tell);
                }
            });
        }
    }

    private Begins where(ShardNode node) {
        if (isBy(node)) {
            return Begins.HERE;
        }
        return isWithCluster() ? Begins.WITH_CLUSTER : Begins.ELSEWHERE;
    }

    private void tell(ShardStart host) {
        world.turns.reach(host, () -> told(host));
    }

    /** As the shell has it: from the beginning, and before each view; who was shut out is told nothing more. */
    void told(ShardStart host) {
        if (isNeeded && !host.node.fenced.contains(host)) {
            boolean isWrong = host.node.begins == Begins.NOT_AGREED && world.bug.growsUnagreed()
                    || host.node.begins == Begins.ELSEWHERE && world.bug.keepsWhatBeginsElsewhere();
            var begins = isWrong ? Begins.WITH_CLUSTER : host.node.begins;
            world.turns.perform(host, host.shards.begins(begins, host.clock()));
        }
    }
}
