package multikernel.multicast;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.multicast.RollChange.Here;

/** One start of a node. */
final class FarHost {
    private final FarWorld world;
    final NodeMember node;
    final Map<CoreId, FarMember> members = new TreeMap<>();
    boolean isCut;
    long told;

    FarHost(FarWorld world, NodeMember node) {
        this.world = world;
        this.node = node;
    }

    void starts(CoreId core) {
        var isOld = world.bug == FarBug.A_NEW_START_IS_THE_OLD_MEMBER;
        members.put(core, new FarMember(world, this, new Here(core, isOld ? 0 : world.now)));
    }

    void ends(CoreId core) {
        var gone = Objects.requireNonNull(members.remove(core));
        world.ways.ended(gone);
        members.values()
                .forEach(other -> other.lanes.computeIfPresent(gone, (from, lane) -> {
                    for (int left = world.random.nextInt(lane.size() + 1); left > 0; left--) {
                        lane.removeLast();
                    }
                    return lane;
                }));
    }

    /** Says who is here. */
    void says() {
        world.changes(new RollChange.Nodes(world.nodes));
        world.changes(new RollChange.Present(
                "game",
                7,
                node,
                members.values().stream().map(member -> member.here).toList()));
    }

    /** Sees the rolls as they are. */
    void looks() {
        world.rolls.of("game").filter(roll -> roll.number() > told).ifPresent(this::tells);
    }

    void tells(Roll roll) {
        told = roll.number();
        members.values().forEach(member -> member.rolls.add(roll));
    }

    /** What it would do if it went on alone. */
    void decides() {
        world.rolls
                .of("game")
                .ifPresent(roll -> tells(new Roll(
                        "game",
                        7,
                        told + 1,
                        roll.members().stream()
                                .filter(each -> each.place().node().equals(node))
                                .toList())));
    }
}
