package multikernel.network;

import java.lang.invoke.MethodHandles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.base.Refusal;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.link.ChannelName;
import multikernel.link.Farewell;
import multikernel.link.LinkLimits;
import multikernel.link.NodeName;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/** A node that counts upwards to another one and checks that the other does the same. */
final class Chatter implements PeerWatcher, Peers.Opener<Chatter.Count, Chatter.Count>, AutoCloseable {

    /** What it says. */
    record Count(long number, String text) {}

    static final Codec<Count> CODEC = Codec.of(MethodHandles.lookup(), Count.class, CodecLimits.DEFAULT);

    /** Less than the longest text that the codec takes. */
    static final int MESSAGE_BYTES_MAX = 2048;

    static final LinkLimits LIMITS = new LinkLimits(
            MESSAGE_BYTES_MAX, 64, 1 << 20, 16, 20_000_000, 500_000_000, 1_000_000_000, 2_000_000, 50_000_000);

    final Peers peers;
    final List<String> said = new ArrayList<>();

    @Nullable
    Channel<Count> channel;

    long sent;
    long received;

    Chatter(String cluster, String node, long incarnation, @Nullable LinkTls tls) {
        peers = Peers.listen(
                new NodeName(cluster, node, incarnation),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                LIMITS,
                tls,
                this);
        peers.export("count", CODEC, CODEC, (peer, reply) -> {
            said.add("accepted " + peer);
            return new Counting(reply);
        });
    }

    void open(String peer) {
        peers.open(peer, new ChannelName(CoreId.of(0), CoreId.of(0), "count", Plane.DATA), CODEC, CODEC, this);
    }

    /** Sends what there is room for. */
    void speak(long upTo) {
        while (channel != null && sent < upTo && channel.trySend(new Count(sent, "count")) == Channel.Sent.ACCEPTED) {
            sent++;
        }
    }

    void turn() {
        peers.turn(0);
    }

    @Override
    public Channel.Receiver<Count> receiver() {
        return new Counting(null);
    }

    @Override
    public void opened(NetworkChannel<Count, Count> made) {
        channel = made;
        said.add("opened");
    }

    @Override
    public void refused(Refusal why) {
        said.add("refused " + why);
    }

    @Override
    public void began(String peer, long incarnation) {
        said.add("began " + peer + "." + incarnation);
    }

    @Override
    public void ended(String peer, long incarnation, Channel.Ending why) {
        said.add("ended " + peer + "." + incarnation + " " + why);
    }

    @Override
    public void silent(String peer, boolean now) {
        said.add((now ? "silent " : "heard ") + peer);
    }

    @Override
    public void refused(String peer, Farewell why) {
        said.add("refused " + peer + " " + why);
    }

    @Override
    public void close() {
        peers.close();
    }

    private final class Counting implements Channel.Receiver<Count> {

        private final Peers.@Nullable Reply<Count> reply;

        Counting(Peers.@Nullable Reply<Count> reply) {
            this.reply = reply;
        }

        @Override
        public void received(Count count) {
            if (count.number() != received) {
                throw new AssertionError("expected " + received + " and got " + count);
            }
            received++;
            if (reply != null) {
                channel = reply.channel();
            }
        }

        @Override
        public void closed(Channel.Ending why) {
            said.add("closed " + why);
        }
    }
}
