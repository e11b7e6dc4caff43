package multikernel.workload.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import multikernel.domain.ShardChannels;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Elected;
import multikernel.runtime.Members;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardMessage;
import org.jspecify.annotations.Nullable;

/** One core's partitions among those of other nodes: between the channels to them and the machine. */
final class ShardMesh implements ShardLinks, ShardChannels.Host {

    private static final String UNLIKE =
            ": other shards, memory, durability or version than here, so no replicas there; ";

    private final Consumer<RuntimeException> failed;
    private @Nullable DispatcherContext context;
    private @Nullable ShardShell shell;
    private @Nullable ShardChannels channels;
    private final Map<Integer, Long> resigning = new HashMap<>();
    private final Set<String> unlike = new TreeSet<>();
    private @Nullable String said;

    /** @param failed told of what the machine threw */
    ShardMesh(Consumer<RuntimeException> failed) {
        this.failed = failed;
    }

    /** Once the machine is there, which sends through this. */
    void begin(DispatcherContext of, ShardHost self, ShardShell machine, long shape, Members members) {
        context = of;
        shell = machine;
        channels = new ShardChannels(of, self, machine.placed(), shape, this);
        members(members);
    }

    /** Who is a member is known before anyone is met. */
    void members(Members members) {
        if (shell != null && channels != null) {
            shell.view(members.view());
            channels.members(members);
        }
    }

    void ticked() {
        if (channels != null && context != null && shell != null) {
            channels.ticked();
            letGo(context, shell);
            report(context, shell);
        }
    }

    /** Said at the first time, and when it is another. */
    private void report(DispatcherContext to, ShardShell machine) {
        var lacking = machine.lacking();
        var reason = lacking == 0
                ? ""
                : lacking + " of " + machine.placed().size() + " partitions here have no owner or too few replicas";
        var whole = unlike.isEmpty() ? reason : String.join(", ", unlike) + UNLIKE + reason;
        if (!whole.equals(said)) {
            said = whole;
            to.degraded(whole);
        }
    }

    /** Sharding's hint. Who is to let go says so once it has. */
    void elected(Elected said) {
        if (context != null && shell != null) {
            shell.elected(said.partition(), said.isOurs());
            if (!said.isOurs()) {
                resigning.put(said.partition(), said.ticket());
                letGo(context, shell);
            }
        }
    }

    /** The node ends: others are to own what this core owns, before it does. */
    void leave() {
        if (shell != null) {
            var machine = shell;
            machine.placed().forEach(partition -> machine.elected(partition, false));
        }
    }

    /** Whether nothing is owned here that others could own. */
    boolean hasLeft() {
        var machine = shell;
        return machine == null || machine.placed().stream().noneMatch(machine::isServing);
    }

    private void letGo(DispatcherContext to, ShardShell machine) {
        resigning.entrySet().removeIf(each -> {
            var isOver = !machine.isServing(each.getKey());
            if (isOver) {
                to.resigned(each.getValue());
            }
            return isOver;
        });
    }

    @Override
    public boolean send(ShardHost to, ShardMessage message) {
        return channels != null && channels.send(to, message);
    }

    @Override
    public void met(ShardHost peer) {
        unlike.remove(peer.node());
        with(machine -> machine.met(peer));
    }

    @Override
    public void parted(ShardHost peer) {
        with(machine -> machine.parted(peer));
    }

    @Override
    public void unlike(ShardHost peer) {
        unlike.add(peer.node());
    }

    @Override
    public void heard(ShardHost from, ShardMessage message) {
        with(machine -> machine.heard(from, message));
    }

    private void with(Consumer<ShardShell> what) {
        if (shell != null) {
            what.accept(shell);
        }
    }

    @Override
    public void failed(RuntimeException why) {
        failed.accept(why);
    }
}
