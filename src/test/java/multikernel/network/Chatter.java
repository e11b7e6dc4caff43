package multikernel.network;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.base.Refusal;
import multikernel.link.ChannelName;
import multikernel.link.Farewell;
import multikernel.link.LinkLimits;
import multikernel.link.NodeName;
import multikernel.metrics.LinkTally;
import multikernel.runtime.Gateway;
import multikernel.trace.Recorder;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/** A node that counts upwards to another one and checks that the other does the same. */
final class Chatter implements PeerWatcher, Gateway.Sender, AutoCloseable {

    private static final int WINDOW = 64;
    private static final long FINGERPRINT = 11;

    static final LinkLimits LIMITS =
            new LinkLimits(2048, WINDOW, 1 << 20, 16, 20_000_000, 500_000_000, 1_000_000_000, 2_000_000, 50_000_000);

    final SocketLoop loop = SocketLoop.alone();
    final Peers peers;
    final List<String> said = new ArrayList<>();

    Gateway.@Nullable Carriage channel;

    long sent;
    long taken;
    long received;

    Chatter(String cluster, String node, long incarnation, @Nullable LinkTls tls) {
        this(cluster, node, incarnation, tls, Optional.empty());
    }

    Chatter(String cluster, String node, long incarnation, @Nullable LinkTls tls, Optional<Locality> locality) {
        peers = Peers.listen(
                loop,
                new NodeName(cluster, node, incarnation),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                LIMITS,
                tls,
                locality,
                this,
                this::asked);
    }

    private void asked(
            String peer,
            ChannelName name,
            long fingerprint,
            Gateway.Carriage carriage,
            Consumer<Gateway.Receiver> accepted,
            Consumer<Refusal> declined) {
        if (fingerprint == FINGERPRINT && name.service().equals("count")) {
            accepted.accept(new Counting(carriage));
        } else {
            declined.accept(Refusal.OTHER_VERSION);
        }
    }

    void open(String peer) {
        peers.open(peer, new ChannelName(CoreId.of(0), CoreId.of(0), "count", Plane.DATA), FINGERPRINT, this);
    }

    /** Sends what there is room for. */
    void speak(long upTo) {
        var messages = new ArrayList<byte[]>();
        while (channel != null && sent < upTo && sent - taken < WINDOW) {
            messages.add(ByteBuffer.allocate(Long.BYTES).putLong(sent).array());
            sent++;
        }
        if (channel != null && !messages.isEmpty()) {
            channel.send(messages);
        }
    }

    void turn() {
        loop.poll();
        peers.tick();
        peers.flush();
    }

    @Override
    public void opened(Gateway.Carriage carriage) {
        channel = carriage;
        said.add("opened");
    }

    @Override
    public void refused(Refusal why, String detail) {
        said.add("refused " + why);
    }

    @Override
    public void taken(int messages) {
        taken += messages;
    }

    @Override
    public void closed(Channel.Ending why, long inDoubt) {
        said.add("closed " + why);
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
    public LinkTally counts(String peer) {
        return new LinkTally(peer);
    }

    @Override
    public Recorder recorder() {
        return Recorder.off();
    }

    @Override
    public void close() {
        peers.close();
    }

    private final class Counting implements Gateway.Receiver {

        private final Gateway.Carriage carriage;

        Counting(Gateway.Carriage carriage) {
            this.carriage = carriage;
        }

        @Override
        public void received(List<byte[]> messages) {
            for (var message : messages) {
                var number = ByteBuffer.wrap(message).getLong();
                if (number != received) {
                    throw new AssertionError("expected " + received + " and got " + number);
                }
                received++;
            }
            carriage.handled(messages.size());
        }

        @Override
        public void closed(Channel.Ending why) {
            said.add("closed " + why);
        }
    }
}
