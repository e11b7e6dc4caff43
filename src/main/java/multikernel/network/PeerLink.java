package multikernel.network;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multikernel.base.ChannelReading;
import multikernel.base.Refusal;
import multikernel.codec.Codec;
import multikernel.link.ChannelName;
import multikernel.link.Declined;
import multikernel.link.Frame;
import multikernel.link.LinkChannel;
import multikernel.link.LinkEffect;
import multikernel.link.NodeLink;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shell around the link to one peer: performs what the link wants done on its connections and channels. */
final class PeerLink {

    static final Logger LOG = LoggerFactory.getLogger("multikernel.network");

    private final Peers peers;
    private final NodeLink link;
    private final InetSocketAddress address;
    private final PeerWatcher watcher;
    private final Map<LinkChannel, NetworkChannel<?, ?>> channels = new HashMap<>();
    private final Map<LinkChannel, Runnable> opened = new HashMap<>();
    private final Map<LinkChannel, Peers.Opener<?, ?>> openings = new HashMap<>();
    private final Map<Long, PeerConnection> connections = new HashMap<>();
    private final Set<NetworkChannel<?, ?>> paused = new LinkedHashSet<>();
    private boolean isFlushDue;

    PeerLink(Peers peers, NodeLink link, InetSocketAddress address, PeerWatcher watcher) {
        this.peers = peers;
        this.link = link;
        this.address = address;
        this.watcher = watcher;
    }

    NodeLink link() {
        return link;
    }

    void dialled(PeerConnection connection) {
        connections.put(connection.number, connection);
        link.dialled(connection.number, /* steady= */ false, peers.now());
        perform();
        flushSoon();
    }

    void called(PeerConnection connection, Frame.Hello hello) {
        connections.put(connection.number, connection);
        link.greeted(connection.number, /* steady= */ false, hello, peers.now());
        perform();
        flushSoon();
    }

    void received(PeerConnection connection, Frame frame) {
        link.received(connection.number, frame, peers.now());
        perform();
    }

    void garbled(PeerConnection connection, String what) {
        link.garbled(connection.number, what, peers.now());
        perform();
        connection.drop(Optional.empty());
    }

    void lost(PeerConnection connection) {
        connections.remove(connection.number);
        link.lost(connection.number, peers.now());
        perform();
    }

    void notDialled() {
        link.lost(0, peers.now());
    }

    void tick() {
        link.tick(peers.now());
        perform();
        flushSoon();
    }

    void fence(long incarnation) {
        link.fence(incarnation);
        perform();
    }

    void leave() {
        link.leave();
        perform();
    }

    /** What came in one go has been handed over. */
    void settled() {
        paused.forEach(NetworkChannel::paused);
        paused.clear();
        flushSoon();
    }

    /** At the end of the turn, once for all that was said in it. */
    void flushSoon() {
        isFlushDue = true;
    }

    void flush() {
        if (isFlushDue) {
            isFlushDue = false;
            perform();
            var connection = connections.get(link.connection());
            if (connection != null) {
                connection.flush(link, peers.now());
            }
        }
    }

    <S, R> void open(ChannelName name, Codec<S> sends, Codec<R> receives, Peers.Opener<S, R> opener) {
        var channel = link.open(name, sends.fingerprint(), receives.fingerprint());
        if (channel == null) {
            opener.refused(link.session() == 0 ? Refusal.NO_TIER : Refusal.BUSY);
            return;
        }
        openings.put(channel, opener);
        opened.put(channel, () -> {
            var made = new NetworkChannel<>(channel, this, sends, receives, opener.receiver());
            channels.put(channel, made);
            opener.opened(made);
        });
        flushSoon();
    }

    private void perform() {
        for (var effects = link.effects(); !effects.isEmpty(); effects = link.effects()) {
            effects.forEach(this::perform);
        }
    }

    private void perform(LinkEffect effect) {
        switch (effect) {
            case LinkEffect.Dial() -> peers.dial(this, address);
            case LinkEffect.Drop drop -> drop(drop);
            case LinkEffect.Began(long incarnation, String _) -> watcher.began(link.peer(), incarnation);
            case LinkEffect.Resumed _ -> LOG.debug("connected to {}", link.peer());
            case LinkEffect.Ended(long incarnation, Channel.Ending why) -> watcher.ended(link.peer(), incarnation, why);
            case LinkEffect.Refused refused -> {
                LOG.warn("{}: {}{}", link.peer(), refused.why().sentence(), refused.byPeer() ? ", it says" : "");
                watcher.refused(link.peer(), refused.why());
            }
            case LinkEffect.Silent() -> watcher.silent(link.peer(), true);
            case LinkEffect.Heard() -> watcher.silent(link.peer(), false);
            case LinkEffect.Asked(LinkChannel channel) -> asked(channel);
            case LinkEffect.Opened(LinkChannel channel) -> opened(channel);
            case LinkEffect.NotOpened(LinkChannel channel, Declined why) -> refused(channel, why.refusal());
            case LinkEffect.Received(LinkChannel channel, byte[] bytes) -> {
                var to = channels.get(channel);
                if (to != null) {
                    to.received(bytes);
                    paused.add(to);
                }
            }
            case LinkEffect.Room(LinkChannel channel) -> {
                var to = channels.get(channel);
                if (to != null) {
                    to.room();
                }
            }
            case LinkEffect.Closed(LinkChannel channel, Channel.Ending why) -> closed(channel, why);
        }
    }

    private void drop(LinkEffect.Drop drop) {
        var connection = connections.remove(drop.connection());
        if (connection != null) {
            LOG.debug("connection to {} dropped: {}", link.peer(), drop.why());
            connection.drop(drop.farewell());
        }
    }

    private void asked(LinkChannel channel) {
        var export = peers.export(channel.service());
        if (export == null) {
            channel.decline(Declined.NO_SUCH_EXPORT);
        } else if (!export.speaks(channel)) {
            channel.decline(Declined.OTHER_VERSION);
        } else {
            channel.accept();
            channels.put(channel, export.made(link.peer(), channel, this));
        }
    }

    private void opened(LinkChannel channel) {
        openings.remove(channel);
        var then = opened.remove(channel);
        if (then != null) {
            then.run();
        }
    }

    private void refused(LinkChannel channel, Refusal why) {
        opened.remove(channel);
        var opener = openings.remove(channel);
        if (opener != null) {
            opener.refused(why);
        }
    }

    private void closed(LinkChannel channel, Channel.Ending why) {
        refused(channel, Refusal.NO_TIER);
        @Nullable NetworkChannel<?, ?> over = channels.remove(channel);
        if (over != null) {
            over.closed(why);
        }
    }

    List<ChannelReading> readings() {
        var readings = new ArrayList<ChannelReading>();
        channels.values().forEach(channel -> readings.add(channel.reading()));
        return readings;
    }

    @Override
    public String toString() {
        return link.peer();
    }
}
