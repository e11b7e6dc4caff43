package multikernel.domain.shard;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Elected;
import multikernel.runtime.Members;
import multikernel.shard.Begins;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardMessage;
import org.jspecify.annotations.Nullable;

/** One core's partitions among those of other nodes: between the channels to them and the machine. */
public final class ShardMesh implements ShardLinks, ShardChannels.Host {

    private static final String UNLIKE =
            ": other shards, memory, durability or version than here, so no replicas there; ";

    /** What is there from {@link #begin} on. */
    private record Joined(DispatcherContext context, ShardShell shell, ShardChannels channels) {}

    private final Consumer<RuntimeException> failed;
    private @Nullable Joined joined;
    private final Map<Integer, Long> resigning = new HashMap<>();
    private final Set<String> unlike = new TreeSet<>();
    private @Nullable String said;

    /** @param failed told of what the machine threw */
    public ShardMesh(Consumer<RuntimeException> failed) {
        this.failed = failed;
    }

    /** Once the machine is there, which sends through this. */
    public void begin(DispatcherContext of, ShardHost self, ShardShell machine, long shape, Members members) {
        machine.countFor(of);
        joined = new Joined(of, machine, new ShardChannels(of, self, machine.placed(), shape, this));
        members(members);
    }

    /** Who is a member is known before anyone is met. */
    public void members(Members members) {
        with(here -> {
            if (!here.context.spawned().isAgreed()) {
                here.shell.begins(begins(here.context, members));
            }
            here.shell.view(members.view(), members.descent());
            here.channels.members(members);
        });
    }

    private static Begins begins(DispatcherContext context, Members members) {
        var beginning = members.beginnings().get(context.domain());
        if (beginning == null) {
            return Begins.NOT_AGREED;
        }
        boolean isHere = members.view()
                .member(context.node())
                .filter(beginning.by()::equals)
                .isPresent();
        return isHere ? Begins.HERE : beginning.beganCluster() ? Begins.WITH_CLUSTER : Begins.ELSEWHERE;
    }

    public void ticked() {
        with(here -> {
            here.channels.ticked();
            letGo(here);
            report(here);
        });
    }

    /** Said at the first time, and when it is another. */
    private void report(Joined here) {
        var lacking = here.shell.lacking();
        var reason = lacking == 0
                ? ""
                : lacking + " of " + here.shell.placed().size() + " partitions here have no owner or too few replicas";
        var whole = unlike.isEmpty() ? reason : String.join(", ", unlike) + UNLIKE + reason;
        if (!whole.equals(said)) {
            said = whole;
            here.context.degraded(whole);
        }
    }

    /** Sharding's hint. Who is to let go says so once it has. */
    public void elected(Elected hint) {
        with(here -> {
            here.shell.elected(hint.partition(), hint.isOurs());
            if (!hint.isOurs()) {
                resigning.put(hint.partition(), hint.ticket());
                letGo(here);
            }
        });
    }

    /** The node ends: others are to own what this core owns, before it does. */
    public void leave() {
        with(here -> here.shell.placed().forEach(partition -> here.shell.elected(partition, false)));
    }

    /** Whether nothing is owned here that others could own. */
    public boolean hasLeft() {
        var here = joined;
        return here == null || here.shell.placed().stream().noneMatch(here.shell::isServing);
    }

    private void letGo(Joined here) {
        resigning.entrySet().removeIf(each -> {
            var isOver = !here.shell.isServing(each.getKey());
            if (isOver) {
                here.context.resigned(each.getValue());
            }
            return isOver;
        });
    }

    @Override
    public boolean send(ShardHost to, ShardMessage message) {
        return joined != null && joined.channels.send(to, message);
    }

    @Override
    public void met(ShardHost peer) {
        unlike.remove(peer.node());
        with(here -> here.shell.met(peer));
    }

    @Override
    public void parted(ShardHost peer) {
        with(here -> here.shell.parted(peer));
    }

    @Override
    public void ended(ShardHost peer) {
        with(here -> here.shell.ended(peer));
    }

    @Override
    public void unlike(ShardHost peer) {
        unlike.add(peer.node());
    }

    @Override
    public void heard(ShardHost from, ShardMessage message) {
        with(here -> here.shell.heard(from, message));
    }

    private void with(Consumer<Joined> what) {
        if (joined != null) {
            what.accept(joined);
        }
    }

    @Override
    public void failed(RuntimeException why) {
        failed.accept(why);
    }
}
