package multikernel.domain.shard;

import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import multikernel.base.CoreId;
import multikernel.base.MemberReading;
import multikernel.base.NodeState;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Inlet;
import multikernel.runtime.Members;
import multikernel.runtime.MessageInterface;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardMessage;
import multikernel.urpc.Channel;

/**
 * The channels from one host of a sharded domain to those on other nodes that have a place for the same partitions, one
 * each way. Two hosts have met once both have said who they are, and have parted as soon as either way has ended; then
 * they try again. Belongs to its dispatcher, and to its core's thread.
 */
public final class ShardChannels {

    private static final MessageInterface<ShardMessage> INTERFACE =
            MessageInterface.of(MethodHandles.lookup(), ShardMessage.class);

    /** Derives the codec, which a core would wait for otherwise. */
    public static void load() {
        var _ = INTERFACE.fingerprint();
    }

    /** Told of what happens; never from within {@link #send}. What it throws fails the dispatcher. */
    public interface Host {

        void met(ShardHost peer);

        void parted(ShardHost peer);

        /** It has ended, for certain; who was met has parted before. */
        void ended(ShardHost peer);

        /** One that has another shape, whom it will not meet. */
        void unlike(ShardHost peer);

        void heard(ShardHost from, ShardMessage message);

        /** The channels cannot go on: one of the others threw. */
        void failed(RuntimeException why);
    }

    private record Place(String node, CoreId core) {}

    private final DispatcherContext context;
    private final ShardHost self;
    private final List<Integer> placed;
    private final long shape;
    private final Host host;
    private final Map<Place, ShardPair> pairs = new HashMap<>();

    /**
     * @param placed the partitions that have their place on this core
     * @param shape of what the partitions are; only hosts of one shape meet
     */
    public ShardChannels(DispatcherContext context, ShardHost self, List<Integer> placed, long shape, Host host) {
        this.context = context;
        this.self = self;
        this.placed = List.copyOf(placed);
        this.shape = shape;
        this.host = host;
        context.export(INTERFACE, this::accept);
    }

    private Channel.Receiver<ShardMessage> accept(Inlet inlet) {
        var pair = pairs.get(new Place(inlet.node(), inlet.core()));
        if (pair == null) {
            inlet.close();
            return new ShardPair.Deaf();
        }
        return pair.accepted(inlet);
    }

    /** Whether it is on its way; if not it is lost, as with a channel that ends. */
    public boolean send(ShardHost to, ShardMessage message) {
        var pair = pairs.get(new Place(to.node(), to.core()));
        return pair != null && pair.send(to, message);
    }

    /** From now on there are channels to the members alone. */
    public void members(Members members) {
        var wanted = new HashSet<Place>();
        for (var node : members.nodes()) {
            if (!node.name().equals(self.node()) && isMember(members, node)) {
                placed.forEach(partition -> wanted.add(new Place(node.name(), CoreId.of(partition % node.cores()))));
            }
        }
        for (var gone : List.copyOf(pairs.keySet())) {
            if (!wanted.contains(gone)) {
                Objects.requireNonNull(pairs.remove(gone)).close();
            }
        }
        wanted.forEach(place -> pairs.computeIfAbsent(
                place, each -> new ShardPair(self, each.node(), each.core(), shape, host, this::connect)));
        ticked();
    }

    private static boolean isMember(Members members, MemberReading node) {
        return node.state() != NodeState.REMOVED && members.view().admits(node.name(), node.incarnation());
    }

    /** Several times a second: connects with those whom it has no channel to. */
    public void ticked() {
        for (var pair : pairs.values()) {
            if (pair.isToConnect()) {
                connect(pair);
            }
        }
    }

    private void connect(ShardPair pair) {
        pair.connecting();
        context.connect(pair.node(), context.domain(), pair.core(), INTERFACE)
                .whenComplete((channel, refused) -> pair.connected(channel));
    }
}
