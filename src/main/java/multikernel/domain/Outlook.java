package multikernel.domain;

import akka.actor.typed.ActorSystem;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.CoreState;
import multikernel.base.DomainReading;
import multikernel.base.DomainSpec;
import multikernel.base.MemberReading;
import multikernel.base.NodeState;
import multikernel.runtime.NodeBoard;
import multikernel.runtime.NodeCommand;
import multikernel.settings.Settings;

/**
 * What is read of a node beyond single cores: its domains, the other nodes, whether it can do its work.
 *
 * @param sinceMillis when the node was started, in milliseconds of the epoch
 */
record Outlook(Settings settings, NodeBoard board, ActorSystem<NodeCommand> system, long sinceMillis) {

    static Outlook of(BootedNode node, long nowMillis) {
        var board = node.setup().board();
        return new Outlook(
                node.setup().settings(),
                board,
                node.system(),
                nowMillis - board.node().uptimeMillis());
    }

    List<DomainReading> domains() {
        return board.rows().stream().map(this::reading).toList();
    }

    private DomainReading reading(DomainSpec row) {
        var expected =
                row.cores().stream().filter(core -> !isTakenOff(row, core)).toList();
        var running = !expected.isEmpty()
                && board.bindings(row.name()).dispatchers().keySet().containsAll(expected)
                && !board.degraded().contains(row.name());
        var cores = row.cores().stream().map(core -> core.index()).toList();
        var exits = new HashMap<Integer, String>();
        board.exits(row.name()).forEach((core, thrown) -> exits.put(core.index(), thrown));
        return new DomainReading(
                row.name(), row.kind(), cores, row.shards(), running ? "running" : "degraded", row.settings(), exits);
    }

    /** Off by a user's order, or on its way there: no fault of the domain's. */
    private boolean isTakenOff(DomainSpec row, CoreId core) {
        return board.bindings(row.name()).leaving().containsKey(core) || isOffline(core);
    }

    private boolean isOffline(CoreId core) {
        return board.cores().stream().anyMatch(each -> each.id().equals(core) && each.state() == CoreState.OFFLINE);
    }

    /** This node alone where there is no cluster. */
    List<MemberReading> nodes() {
        if (settings.cluster().enabled()) {
            return board.nodes();
        }
        var status = board.node();
        return List.of(new MemberReading(settings.node(), "", NodeState.UP, 1, status.cores(), sinceMillis));
    }

    /** Empty when the node is up in its cluster and every core is online, or was taken off. */
    String unreadyReason() {
        var isUp =
                nodes().stream().anyMatch(each -> each.name().equals(settings.node()) && each.state() == NodeState.UP);
        return isUp ? unreadyCores() : settings.node() + " is not up in the cluster";
    }

    private String unreadyCores() {
        return board.cores().stream()
                .filter(core -> core.state() != CoreState.ONLINE && core.state() != CoreState.OFFLINE)
                .map(core -> core.id() + " is " + core.state().word())
                .reduce((left, right) -> left + ", " + right)
                .orElse("");
    }

    Optional<InetSocketAddress> clusterAddress() {
        var address = system.address();
        return address.getHost().isEmpty()
                ? Optional.empty()
                : Optional.of(new InetSocketAddress(
                        address.getHost().get(), (Integer) address.getPort().get()));
    }
}
