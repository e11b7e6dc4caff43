package multikernel.domain;

import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.ownership.far.FarEnvelope;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Inlet;
import multikernel.runtime.MessageInterface;
import multikernel.urpc.Channel;
import multikernel.urpc.Channel.Ending;
import multikernel.urpc.Channel.Sent;
import multikernel.urpc.Channel.State;
import org.jspecify.annotations.Nullable;

/**
 * The channels from this node's part to those of the other members, each on its node's first core. What finds no
 * channel, or a full one, is lost and said again by who needs it. Belongs to its dispatcher, and to its core's thread.
 */
final class FarChannels {

    private static final MessageInterface<FarEnvelope> INTERFACE =
            MessageInterface.of(MethodHandles.lookup(), FarEnvelope.class);

    /** Ticks until it is tried again where nothing came of it so far, doubled from 1 each time. */
    private static final int PAUSE_TICKS_MAX = 8;

    private static final CoreId FIRST = CoreId.of(0);

    private final DispatcherContext context;
    private final BiConsumer<String, FarEnvelope.Said> heard;
    private final Map<NodeMember, Way> ways = new HashMap<>();

    /** @param heard told the node that speaks, and what it says; never from within {@link #send} */
    FarChannels(DispatcherContext context, BiConsumer<String, FarEnvelope.Said> heard) {
        this.context = context;
        this.heard = heard;
        context.export(INTERFACE, Ear::new);
    }

    /** Derives the codec, so that no core waits for that. */
    static String load() {
        return INTERFACE.name();
    }

    private static final class Way {

        @Nullable
        Channel<FarEnvelope> channel;

        boolean isConnecting;
        boolean isClosed;
        int pauseTicks;
        int nextPauseTicks = 1;

        void connected(@Nullable Channel<FarEnvelope> made) {
            isConnecting = false;
            if (made != null && isClosed) {
                made.close();
            } else if (made != null) {
                channel = made;
                nextPauseTicks = 1;
            } else {
                pauseTicks = nextPauseTicks;
                nextPauseTicks = Math.min(2 * nextPauseTicks, PAUSE_TICKS_MAX);
            }
        }

        void close() {
            isClosed = true;
            if (channel != null) {
                channel.close();
            }
        }
    }

    /** From now on there are channels to these starts alone. */
    void view(NodeView view) {
        for (var gone : List.copyOf(ways.keySet())) {
            if (!view.members().contains(gone)) {
                Objects.requireNonNull(ways.remove(gone)).close();
            }
        }
        for (var member : view.members()) {
            if (!member.name().equals(context.node())) {
                ways.computeIfAbsent(member, none -> new Way());
            }
        }
        ticked();
    }

    /** Several times a second: connects with those whom it has no channel to. */
    void ticked() {
        ways.forEach((member, way) -> {
            if (way.channel != null && way.channel.state() != State.CONNECTED) {
                way.channel = null;
            }
            if (way.pauseTicks > 0) {
                way.pauseTicks--;
            } else if (way.channel == null && !way.isConnecting) {
                way.isConnecting = true;
                context.connect(member.name(), context.domain(), FIRST, INTERFACE)
                        .whenComplete((channel, refused) -> way.connected(channel));
            }
        });
    }

    /** Whether it is on its way. */
    boolean send(NodeMember to, FarEnvelope.Said said) {
        return Optional.ofNullable(ways.get(to))
                .map(way -> way.channel)
                .filter(channel -> channel.trySend(said) == Sent.ACCEPTED)
                .isPresent();
    }

    /** What comes from one node. */
    private final class Ear implements Channel.Receiver<FarEnvelope> {

        private final String node;

        Ear(Inlet inlet) {
            node = inlet.node();
        }

        @Override
        public void received(FarEnvelope message) {
            switch (message) {
                case FarEnvelope.Said said -> heard.accept(node, said);
            }
        }

        /** Who speaks on a channel that comes next says so. */
        @Override
        public void closed(Ending why) {}
    }
}
